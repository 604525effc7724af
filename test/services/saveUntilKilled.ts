// A process of its own for store.kill.test.ts: saves one project as fast as it can and prints each revision after its acknowledgement.
import { writeSync } from 'node:fs';
import { createServices } from '../../main/services/index.ts';
import { silentLog } from '../../main/services/log.ts';
import { createStartFiles } from '../../main/services/startFiles.ts';
import { textOf } from './projectSamples.ts';

const { dispatch } = createServices({
  host: 'browser',
  dataFolder: process.argv[2]!,
  samplesFolder: '',
  startFiles: createStartFiles(),
  log: silentLog,
  now: () => new Date(),
  newId: () => 'p',
});

/** The revision after the call; ends the process if the call fails. */
async function revisionOf(name: string, request: unknown): Promise<number> {
  const envelope = await dispatch(name, request);
  if (!envelope.ok) throw new Error(`${name}: ${envelope.error.message}`);
  return (envelope.value as { revision: number }).revision;
}

const known = await dispatch('openProject', { id: 'p' });
let revision = known.ok
  ? (known.value as { revision: number }).revision
  : await revisionOf('createProject', { name: 'P', text: textOf('1') });
// Ends with an error too when nobody reads any more, so that no such process stays behind.
for (;;) {
  const text = textOf(String(revision + 1));
  const kept = await dispatch('keepRecovery', { id: 'p', baseRevision: revision, text });
  if (!kept.ok) throw new Error(kept.error.message);
  revision = await revisionOf('saveProject', { id: 'p', baseRevision: revision, text });
  writeSync(1, `${revision}\n`);
}
