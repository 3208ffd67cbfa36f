/** Fails when api/schema.ts is not what the contract generates. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const contract = new URL('../../api/openapi.yaml', import.meta.url);
const kept = readFileSync(fileURLToPath(new URL('../api/schema.ts', import.meta.url)), 'utf8');
const fresh = astToString(await openapiTS(contract));
const bare = (text) => text.replace(/^\/\*\*[\s\S]*?\*\/\s*/, '').trim();
if (bare(kept) !== bare(fresh)) {
  console.error('api/schema.ts is out of date: run `pnpm gen` and commit it.');
  process.exit(1);
}
