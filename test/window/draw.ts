// Hands on the canvas, for tests: what a user does with the mouse.
import type { Page } from 'playwright-core';

export type Side = 'top' | 'right' | 'bottom' | 'left';

export const card = (page: Page, component: string) => page.locator(`[data-component="${component}"]`).first();
export const box = (page: Page, deployable: string) => page.locator(`[data-deployable="${deployable}"]`).first();

/** Drags a kind out of the list of parts to a point of the canvas, px from its corner. */
export async function dropKind(page: Page, kind: string, x: number, y: number): Promise<void> {
  const before = await page.locator('[data-component]').count();
  await page.locator(`[data-kind="${kind}"]`).dragTo(page.locator('.flow-frame'), { targetPosition: { x, y } });
  await page.waitForFunction((count) => document.querySelectorAll('[data-component]').length > count, before);
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

const middle = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Spot => ({
  x: x + width / 2,
  y: y + height / 2,
});

async function middleOf(page: Page, component: string): Promise<Spot> {
  const rect = await card(page, component).boundingBox();
  if (!rect) throw new Error(`${component} is not on the canvas`);
  return middle(rect);
}

/** Where the handle of a part is: at its card, or at the box that it is alone in. */
function handleOf(page: Page, component: string, side: Side): Promise<Spot> {
  return page.evaluate(
    ([id, where]) => {
      const node = document.querySelector(`[data-component="${id}"]`)?.closest('.react-flow__node');
      const deployable = node?.getAttribute('data-id')?.split('@')[1];
      const handle =
        node?.querySelector(`.react-flow__handle-${where}.connectable`) ??
        document.querySelector(`[data-id="d:${deployable}"] .react-flow__handle-${where}.connectable`);
      if (!handle) throw new Error(`${id} has no handle at its ${where}`);
      const { x, y, width, height } = handle.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },
    [component, side] as const,
  );
}

async function pull(page: Page, from: Spot, to: Spot, onTheWay?: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + Math.sign(to.x - from.x) * 12, from.y + Math.sign(to.y - from.y) * 12, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await onTheWay?.();
  await page.mouse.up();
}

/** Draws a link from the edge of one part onto another. */
export async function drawLink(page: Page, from: string, side: Side, to: string): Promise<void> {
  await card(page, from).hover();
  const before = await page.locator('[data-link]').count();
  await pull(page, await handleOf(page, from, side), await middleOf(page, to));
  await page.waitForFunction((count) => document.querySelectorAll('[data-link]').length > count, before);
}

/** Draws from the edge of a part to the empty canvas, by a step in px. */
export async function drawToNowhere(page: Page, from: string, side: Side, by: Spot): Promise<void> {
  await card(page, from).hover();
  const start = await handleOf(page, from, side);
  await pull(page, start, { x: start.x + by.x, y: start.y + by.y });
}

/** Drags a card by a step in px, and says what the canvas said on the way. */
export async function dragCard(page: Page, component: string, by: Spot): Promise<string> {
  const start = await middleOf(page, component);
  let hint = '';
  await pull(page, start, { x: start.x + by.x, y: start.y + by.y }, async () => {
    const said = page.locator('.drop-hint');
    hint = (await said.count()) > 0 ? await said.innerText() : '';
  });
  return hint;
}

/** Drags a card onto the middle of another part's card. */
export async function dragOnto(page: Page, component: string, target: string): Promise<string> {
  const [from, to] = [await middleOf(page, component), await middleOf(page, target)];
  return dragCard(page, component, { x: to.x - from.x, y: to.y - from.y });
}

/** Marks everything that a rectangle on the canvas touches. */
export async function marquee(page: Page, from: Spot, to: Spot): Promise<void> {
  const frame = await page.locator('.flow-frame').boundingBox();
  if (!frame) throw new Error('there is no canvas');
  await pull(page, { x: frame.x + from.x, y: frame.y + from.y }, { x: frame.x + to.x, y: frame.y + to.y });
}
