/**
 * What a new user does, from the first start to the file handed on; the same for both hosts. In two halves: between them the host
 * dies without warning. Runs inside a test and in a process of its own, so it asserts with Node's own means.
 */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { card, dragCard, drawLink, dropKind } from '../window/draw.ts';
import { results, settled, toStart } from '../window/page.ts';

/** What differs between the hosts: how an exported file comes out. */
export interface Hands {
  readonly page: Page;
  /** Carries out the click that saves, and gives the bytes of the file. */
  readonly saved: (click: () => Promise<void>) => Promise<Buffer>;
}

const NAME = 'Ticket shop';

interface Figures {
  readonly p99: string;
  readonly availability: string;
  readonly cost: string;
  /** The table of failures: a line a fault, with the shares of traffic that feel it. */
  readonly blast: string;
}

const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What the window says once everything is worked out. */
async function figures(page: Page): Promise<Figures> {
  await page.waitForFunction(
    () =>
      document.querySelector('.pending, .later, .older') === null &&
      document.querySelector('.work')?.textContent !== 'Working out',
  );
  const all = (await page.locator('.tab[aria-selected="true"] .figure').allInnerTexts()).map(oneLine);
  await results(page, /^Failures/).click();
  const faults = await page.locator('.matrix tbody tr').allInnerTexts();
  await results(page, /^Journeys/).click();
  return {
    p99: all.find((text) => text.includes('p99')) ?? 'none',
    availability: all.find((text) => text.includes('%')) ?? 'none',
    cost: all.find((text) => text.includes('$')) ?? 'none',
    blast: faults.map(oneLine).join('\n'),
  };
}

type Figure = keyof Figures;

/** Does something, waits until the figures that it must change have changed, and holds the others that it must not. */
async function following(
  page: Page,
  what: () => Promise<void>,
  { changes, stays }: { readonly changes: readonly Figure[]; readonly stays: readonly Figure[] },
): Promise<Figures> {
  const before = await figures(page);
  await what();
  const deadline = Date.now() + 30_000;
  let after = await figures(page);
  const same = (): Figure[] => changes.filter((key) => after[key] === before[key]);
  while (same().length > 0 && Date.now() < deadline) after = await figures(page);
  assert.deepEqual(same(), [], `did not change: ${JSON.stringify(after)} after ${what.toString()}`);
  for (const key of stays) assert.equal(after[key], before[key], `${key} changed after ${what.toString()}`);
  return after;
}

/** What the blast lens says of a part while another one is broken. */
async function stateWhile(page: Page, broken: string, of: string): Promise<string | null> {
  await page.getByRole('radio', { name: 'Blast radius' }).click();
  await card(page, broken).click();
  await page.locator(`[data-component="${broken}"][data-state="down"]`).waitFor();
  const state = await card(page, of).getAttribute('data-state');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Latency' }).click();
  return state;
}

async function projectFile({ page, saved }: Hands): Promise<string> {
  const bytes = await exported({ page, saved }, 'Project file');
  return bytes.toString('utf8');
}

async function exported({ page, saved }: Hands, format: string): Promise<Buffer> {
  await page.keyboard.press('Control+Shift+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: format, exact: true }).click();
  const bytes = await saved(() => dialog.getByRole('button', { name: 'Save' }).click());
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return bytes;
}

async function rename(page: Page, component: string, name: string): Promise<void> {
  await card(page, component).dblclick();
  await page.locator('.name-field').fill(name);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .waitFor();
}

/** What the panel of a link says of its way in this variant. */
async function wayTo(page: Page, link: string): Promise<{ readonly nature: string; readonly onTheWire: string }> {
  await page.locator(`[data-link="${link}"] .link-grip`).focus();
  await page.keyboard.press('Enter');
  const panel = inspector(page);
  return {
    nature: await panel.locator('.inspector-note').first().innerText(),
    onTheWire: oneLine(await panel.locator('.line', { hasText: 'On the wire' }).locator('.figure').innerText()),
  };
}

const steps = (page: Page, word: 'Undo' | 'Redo'): Locator =>
  page.getByRole('button', { name: new RegExp(`^${word} `) });

async function all(page: Page, word: 'Undo' | 'Redo', key: string): Promise<void> {
  while ((await steps(page, word).count()) > 0) await page.keyboard.press(key);
}

/** The bytes of the project file when it was saved. */
export async function firstHalf(hands: Hands): Promise<string> {
  const { page } = hands;
  page.setDefaultTimeout(20_000);

  // The first start shows a sample with its figures.
  await settled(page);
  const sample = await figures(page);
  assert.match(`${sample.p99} ${sample.availability} ${sample.cost}`, /ms p99 .*% .*\$/);

  await toStart(page);
  await page.getByRole('button', { name: 'New project' }).click();
  const asked = page.getByRole('dialog', { name: 'New project' });
  await asked.getByRole('textbox', { name: 'Name' }).fill(NAME);
  await asked.getByRole('button', { name: 'Create' }).click();
  await page.locator('.empty-canvas').waitFor();
  const empty = await projectFile(hands);
  assert.deepEqual(await figures(page), { p99: 'none', availability: 'none', cost: '$0/mo', blast: '' });

  // A client alone costs nothing and breaks nothing; code needs a process to run in, which costs and can fail.
  await following(page, () => dropKind(page, 'client', 150, 160), {
    changes: [],
    stays: ['p99', 'availability', 'cost', 'blast'],
  });
  await following(page, () => dropKind(page, 'module', 420, 160), {
    changes: ['cost', 'blast'],
    stays: ['p99', 'availability'],
  });
  await rename(page, 'module', 'Shop');
  // The first call brings a journey, with it a latency and an availability, and whatever it needs now takes all traffic along.
  const called = await following(page, () => drawLink(page, 'client', 'right', 'module'), {
    changes: ['p99', 'availability', 'blast'],
    stays: ['cost'],
  });
  assert.match(called.p99, /ms p99$/);
  assert.match(called.blast, /^Shop fails 100 %/m);

  // A store is billed as soon as it is there, and is missed once it is called.
  const stored = await following(page, () => dropKind(page, 'relational', 720, 160), {
    changes: ['cost', 'blast'],
    stays: ['p99', 'availability'],
  });
  assert.match(stored.blast, /^Relational store is down 0 %/m);
  const read = await following(page, () => drawLink(page, 'module', 'right', 'relational-store'), {
    changes: ['p99', 'availability', 'blast'],
    stays: ['cost'],
  });
  assert.match(read.blast, /^Relational store is down 100 %/m);
  assert.equal(await stateWhile(page, 'relational-store', 'module'), 'failed');

  // A queue is billed by the message, so that it costs nothing until one is sent; the sender does not wait for more than the hand-over.
  await following(page, () => dropKind(page, 'queue', 720, 330), {
    changes: ['blast'],
    stays: ['p99', 'availability', 'cost'],
  });
  const sent = await following(page, () => drawLink(page, 'module', 'bottom', 'queue'), {
    changes: ['availability', 'cost', 'blast'],
    stays: ['p99'],
  });
  assert.match(sent.blast, /^Queue is down 0 % 100 % 0 % Degraded/m);

  // In a monolith the worker joins the one process, whatever it is dropped on; nobody feels it until it has work.
  await following(
    page,
    async () => {
      await dropKind(page, 'module', 420, 400);
      await page.getByText(/runs in Application, as all modules of this variant do/).waitFor();
    },
    { changes: [], stays: ['p99', 'availability', 'cost', 'blast'] },
  );
  await rename(page, 'module-2', 'Worker');
  // Receiving is billed too, and without its worker the work is late, not lost.
  const received = await following(page, () => drawLink(page, 'queue', 'left', 'module-2'), {
    changes: ['cost', 'blast'],
    stays: ['availability'],
  });
  assert.match(received.blast, /^Worker fails 0 % 0 % 100 % Delayed/m);
  assert.equal(await stateWhile(page, 'module-2', 'queue'), 'delayed');
  // Called in line as well, by the Shop beside it, it adds its time, and its fault is everybody's.
  const inLine = await following(page, () => drawLink(page, 'module', 'left', 'module-2'), {
    changes: ['p99', 'blast'],
    stays: ['availability', 'cost'],
  });
  assert.match(inLine.blast, /^Worker fails 100 %/m);

  // More traffic waits longer and is billed for more messages; what breaks stays the same share of it.
  await page.keyboard.press('Escape');
  const journeys = inspector(page).getByRole('region', { name: 'Journeys', exact: true });
  await journeys.getByRole('button', { name: /^Client to Shop/ }).click();
  await following(
    page,
    async () => {
      await journeys.getByLabel('Average', { exact: true }).fill('120/s, peak 360');
      await page.keyboard.press('Enter');
    },
    { changes: ['p99', 'cost'], stays: ['availability', 'blast'] },
  );

  // The cut: the worker gets a deployable of its own, one more to pay and to fail, and the call to it a network.
  const together = await wayTo(page, 'module-module-2');
  assert.match(together.nature, /in-process call/);
  assert.equal(together.onTheWire, '0 ms');
  const apart = await following(
    page,
    async () => assert.match(await dragCard(page, 'module-2', { x: -190, y: 110 }), /a deployable of its own/),
    { changes: ['p99', 'availability', 'cost', 'blast'], stays: [] },
  );
  const networked = await wayTo(page, 'module-module-2');
  assert.match(networked.nature, /^Crosses a network/);
  assert.match(networked.onTheWire, /^0\.[1-9] ms$/);
  assert.match(apart.blast, /^Worker service is down 100 %/m);
  assert.match(apart.blast, /^The link Shop to Worker is cut 100 %/m);

  // Back to nothing, and forth again.
  const drawn = await projectFile(hands);
  await all(page, 'Undo', 'Control+z');
  assert.equal(await projectFile(hands), empty);
  await all(page, 'Redo', 'Control+Shift+z');
  assert.equal(await projectFile(hands), drawn);
  assert.deepEqual(await figures(page), apart);

  await page.keyboard.press('Control+s');
  await page.locator('.saved-state', { hasText: /^Saved$/ }).waitFor();
  return drawn;
}

/** After the host was killed and started again on the same data. */
export async function secondHalf(hands: Hands, drawn: string): Promise<void> {
  const { page } = hands;
  page.setDefaultTimeout(20_000);
  const project = page.getByRole('button', { name: `Open ${NAME}` });
  // Without the profile of the browser it is a first start again, which shows a sample.
  await project.or(page.locator('.react-flow__node').first()).first().waitFor();
  if (!(await project.isVisible())) await toStart(page);
  await project.click();
  await card(page, 'module-2').waitFor();
  assert.equal(await projectFile(hands), drawn);

  await page.getByRole('button', { name: NAME, exact: true }).click();
  await page.getByRole('menuitem', { name: /^Revisions/ }).click();
  const revisions = page.getByRole('dialog', { name: 'Revisions' });
  await revisions.getByRole('option').first().waitFor();
  const kept = (await revisions.getByRole('option').allInnerTexts()).map(oneLine);
  assert.deepEqual(
    kept.map((text) => text.split(' ')[0]),
    ['2', '1'],
  );
  await page.keyboard.press('Escape');
  await revisions.waitFor({ state: 'detached' });

  const picture = PNG.sync.read(await exported(hands, 'PNG'));
  assert.ok(picture.width > 400 && picture.height > 200);
  const svg = (await exported(hands, 'SVG')).toString('utf8');
  assert.match(svg, /^<svg[\s\S]*Worker[\s\S]*<\/svg>\s*$/);

  // On the start screen the project has its figures, also after its revisions were looked at.
  await toStart(page);
  await page.locator('.project-card', { hasText: NAME }).getByText('p99').waitFor();

  // Handed on and taken in again: the same bytes.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (
    await chooser
  ).setFiles({ name: `${NAME}.topolith`, mimeType: 'application/json', buffer: Buffer.from(drawn) });
  await card(page, 'module-2').waitFor();
  assert.equal(await projectFile(hands), drawn);
}
