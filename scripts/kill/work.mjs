// What was done and what was acknowledged, and whether a restarted host still has it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const sample = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../samples/order.topolith'), 'utf8'));

/** Work that may be lost, in ms. */
export const mostBehindMs = 5000;

/** Each edit gives the project its number as a name. @param {number} edit */
export const nameOf = (edit) => `edit ${edit}`;
/** @param {number} edit */
export const textOf = (edit) => JSON.stringify({ ...sample, name: nameOf(edit) });
/** @param {string} text */
const editOf = (text) => Number(JSON.parse(text).name.slice('edit '.length));

export class Work {
  id = '';
  /** The newest that was acknowledged. */
  revision = 1;
  /** The newest edit, and when each was made. */
  edit = 0;
  /** @type {Map<number, number>} */
  madeAt = new Map();
  /** Acknowledged: the edit of each revision, with its bytes where they are known. @type {Map<number, { edit: number, text?: string }>} */
  saved = new Map([[1, { edit: 0, text: textOf(0) }]]);
  /** The newest edit that a copy or a revision was acknowledged for. */
  keptEdit = 0;
  /** The call under way: at a kill it may have reached the store or not. */
  during = '-';

  made() {
    this.madeAt.set(++this.edit, performance.now());
  }

  /** @param {number} edit @param {string} [text] */
  acknowledged(edit, text) {
    this.revision += 1;
    this.saved.set(this.revision, text === undefined ? { edit } : { edit, text });
    this.keptEdit = edit;
  }

  /**
   * Asks the restarted host for everything that was acknowledged. Throws at the first thing that is not as it was.
   * @param {import('./host.mjs').Host} host @param {string} file @param {number} killedAt
   */
  async check(host, file, killedAt) {
    const { id } = this;
    const project = await host.call('openProject', { id });
    // Committed, and killed before the answer.
    if (project.revision === this.revision + 1 && this.during === 'saveProject')
      this.acknowledged(editOf(project.text));
    assert.equal(project.revision, this.revision, 'the newest acknowledged save is the newest revision');
    /** @type {{ number: number }[]} */
    const listed = await host.call('listRevisions', { id });
    assert.deepEqual(listed.map(({ number }) => number).toReversed(), [...this.saved.keys()], 'no revision is missing');
    for (const [number, { edit, text }] of this.saved) {
      const stored = (await host.call('openRevision', { id, number })).text;
      assert.equal(editOf(stored), edit, `revision ${number} is the right one`);
      if (text !== undefined) assert.equal(stored, text, `revision ${number} has its bytes`);
    }
    assert.equal(project.file.state, 'unchanged', 'the linked file holds what Topolith wrote');
    const edits = [...this.saved.values()].slice(-2).map(({ edit }) => edit);
    assert(
      edits.includes(editOf(readFileSync(file, 'utf8'))),
      'the linked file is the newest revision or the one before',
    );

    const found = editOf(project.recovery?.text ?? project.text);
    assert(found >= this.keptEdit, `edit ${this.keptEdit} was acknowledged, edit ${found} came back`);
    const lostEdits = this.edit - found;
    const behindMs = lostEdits === 0 ? 0 : killedAt - (this.madeAt.get(found + 1) ?? 0);
    assert(behindMs <= mostBehindMs, `the copy is ${Math.round(behindMs)} ms behind`);
    this.edit = found;
    this.keptEdit = found;
    this.during = '-';
    return { lostEdits, behindMs };
  }
}
