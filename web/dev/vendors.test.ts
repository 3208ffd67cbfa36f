import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const web = fileURLToPath(new URL('..', import.meta.url));
const examples = join(web, '../examples');

it('keeps every vendor out of the code: what differs is data', () => {
  const vendors = existsSync(examples) ? readdirSync(examples) : [];
  const found = ['portal', 'desk', 'kit', 'text'].flatMap((folder) =>
    readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|css)$/.test(name))
      .filter((name) => {
        const code = readFileSync(join(web, folder, name), 'utf8').toLowerCase();
        return vendors.some((vendor) => code.includes(vendor));
      }),
  );
  expect(found).toEqual([]);
});

it('lets no feature import another feature', () => {
  const wrong: string[] = [];
  for (const entry of ['portal', 'desk']) {
    const features = join(web, entry, 'features');
    for (const feature of readdirSync(features)) {
      for (const name of readdirSync(join(features, feature))) {
        const code = readFileSync(join(features, feature, name), 'utf8');
        for (const [, path] of code.matchAll(/from '([^']+)'/g)) {
          if (path?.startsWith('../') && !path.startsWith('../../')) wrong.push(`${name}: ${path}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});
