#!/usr/bin/env node
/** The command line's first step: refuses an old Node in one sentence, then starts the rest. */
if (Number(process.versions.node.split('.')[0]) < 22) {
  process.stderr.write(`topolith needs Node.js 22 or later; this is ${process.versions.node}.\n`);
  process.exit(3);
}

const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2));
