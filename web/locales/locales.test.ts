import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import en from './en.json';
import fr from './fr.json';

const root = fileURLToPath(new URL('..', import.meta.url));

function sources(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');
}

const code = ['portal', 'desk', 'text', 'kit'].map(sources).join('\n');
const keys = Object.keys(en);

/** Texts asked for by name, and the beginnings of names that are put together. */
function isUsed(key: string): boolean {
  if (code.includes(`'${key}'`)) return true;
  if (key.startsWith('label.')) {
    const name = key.slice('label.'.length);
    return code.includes(`label('${name}')`) || code.includes(`'${name}'`);
  }
  return [...code.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].some(
    ([, start]) => start !== undefined && start !== 'label.' && key.startsWith(start),
  );
}

function argumentsOf(text: string): string[] {
  return [...text.matchAll(/\{([a-z_]+)[,}]/g)].map((match) => match[1] ?? '').sort();
}

describe('the language files', () => {
  it('have the same keys', () => {
    expect(Object.keys(fr)).toEqual(keys);
  });

  it('are sorted, so that two people rarely edit the same line', () => {
    expect(keys).toEqual([...keys].sort());
  });

  it('take the same arguments and mark the same link', () => {
    const french: Record<string, string> = fr;
    for (const [key, text] of Object.entries(en)) {
      const other = french[key] ?? '';
      expect([key, argumentsOf(other)]).toEqual([key, argumentsOf(text)]);
      expect([key, other.includes('<a>')]).toEqual([key, text.includes('<a>')]);
    }
  });

  it('have no text that nothing shows', () => {
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
  });

  it('have no empty text', () => {
    expect([...Object.values(en), ...Object.values(fr)].filter((text) => !text.trim())).toEqual([]);
  });
});
