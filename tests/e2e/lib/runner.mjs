// A test is a name and a function that throws when something is wrong. Tests run one after another.

let passed = 0;
let failed = 0;
let filter = /(?:)/;

export function useFilter(pattern) {
  filter = new RegExp(pattern, 'i');
}

export function totals() {
  return { passed, failed };
}

/** Counts an outcome that is known already. */
export function report(name, error, milliseconds) {
  const took = milliseconds === undefined ? '' : `  (${milliseconds} ms)`;
  if (!error) {
    passed += 1;
    console.log(`ok    ${name}${took}`);
    return;
  }
  failed += 1;
  console.log(`FAIL  ${name}${took}\n${told(error)}`);
}

/** What went wrong, as it stands below the name of a test. */
export function told(error) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text
    .split('\n')
    .filter((line) => !line.includes('node:internal'))
    .slice(0, 24)
    .map((line) => `        ${line}`)
    .join('\n');
}

/** Runs one test and counts it; answers what the function answers, or undefined when it failed. */
export async function test(name, body) {
  if (!filter.test(name)) return undefined;
  const start = performance.now();
  try {
    const value = await body();
    report(name, null, Math.round(performance.now() - start));
    return value;
  } catch (error) {
    report(name, error, Math.round(performance.now() - start));
    return undefined;
  }
}

/** Asks again until the answer is truthy. The limit is only there to end a run that hangs. */
export async function until(what, ask, { seconds = 30, pause = 50 } = {}) {
  const end = performance.now() + seconds * 1000;
  let last;
  while (performance.now() < end) {
    last = await ask();
    if (last) return last;
    await new Promise((done) => setTimeout(done, pause));
  }
  throw new Error(`${what} did not happen; the last answer was ${JSON.stringify(last)}`);
}
