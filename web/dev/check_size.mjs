/** Fails when the first page of the portal needs more script than its budget. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budget = 60 * 1024;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const page = readFileSync(`${dist}portal.html`, 'utf8');
const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1]);
const weigh = (file) => gzipSync(readFileSync(dist + file.slice(1))).length;
// One language file is fetched too; both weigh about the same.
const entry = readFileSync(dist + files[0].slice(1), 'utf8');
const languages = [...entry.matchAll(/assets\/((?:en|fr)-[^"'`]+\.js)/g)].map(
  (match) => `/assets/${match[1]}`,
);
const heaviest = Math.max(0, ...languages.map(weigh));
const total = files.reduce((sum, file) => sum + weigh(file), 0) + heaviest;
console.log(`portal first page: ${(total / 1024).toFixed(1)} kB gzip of ${budget / 1024}`);
if (total > budget) process.exit(1);
