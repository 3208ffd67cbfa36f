// Runs the parts asked for, each on a demo of its own, and ends with what passed and what failed.
import { startDemo } from './lib/demo.mjs';
import { report, test, totals, useFilter } from './lib/runner.mjs';

const parts = {
  http: () => import('./http/all.mjs'),
  mail: () => import('./mail/all.mjs'),
  browser: () => import('./browser/all.mjs'),
  changing: () => import('./browser/changing.mjs'),
};

function readArguments(given) {
  const wanted = given.filter((word) => word in parts);
  const only = given.indexOf('--only');
  if (only >= 0) useFilter(given[only + 1] ?? '');
  const unknown = given.filter(
    (word, at) => !(word in parts) && (only < 0 || (at !== only && at !== only + 1)),
  );
  if (unknown.length > 0) {
    console.error('usage: tests/e2e/run [http|mail|browser|changing] [--only PATTERN]');
    process.exit(2);
  }
  return wanted.length > 0 ? wanted : Object.keys(parts);
}

for (const part of readArguments(process.argv.slice(2))) {
  let demo;
  try {
    const { run, prepare } = await parts[part]();
    demo = await startDemo(await prepare?.());
    await run(demo);
    await test(`${part}: settle verify finds nothing while the server runs`, () => demo.verify());
    await demo.stop();
    await test(`${part}: settle verify finds nothing after the server stopped`, () => demo.verify());
    await test(`${part}: the server logged no failure of its own`, () => demo.expectNoFailures());
  } catch (error) {
    report(`${part}: the part ran to its end`, error);
  } finally {
    await demo?.discard();
  }
}
const { passed, failed } = totals();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
