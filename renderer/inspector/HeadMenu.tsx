// What can be done to the part as a whole, behind the three dots at its name.
import { Ellipsis } from 'lucide-react';
import { Menu, type MenuItem } from '../parts/Menu.tsx';

export function HeadMenu({ label, items }: { readonly label: string; readonly items: readonly MenuItem[] }) {
  return (
    <Menu label={label} className="button icon small end" align="end" items={items}>
      <Ellipsis size={15} strokeWidth={1.75} aria-hidden="true" />
    </Menu>
  );
}
