// Puts the menu in place.
import { Menu } from 'electron';
import type { ActionId } from '../../shared/contract/actions.ts';
import { menuTemplate } from './menuTemplate.ts';

export function setMenu(platform: NodeJS.Platform, onAction: (id: ActionId) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, onAction)));
}
