import { describe, expect, it } from 'vitest';
import { accentColours, contrast, parseColour } from './accent';

function ratio(one: string, other: string): number {
  const [a, b] = [parseColour(one), parseColour(other)];
  if (!a || !b) throw new Error('not a colour');
  return contrast(a, b);
}

describe('a vendor colour', () => {
  const given = ['#f57c00', '#2f5bd7', '#e0a100', '#000000', '#ffffff', '#777777', '#ffff00'];

  it.each(given)('%s reads at 4.5:1 wherever it is used', (colour) => {
    const made = accentColours(colour);
    expect(made).toBeDefined();
    if (!made) return;
    expect(made.accent).toBe(colour);
    expect(ratio(made.accent, made.text)).toBeGreaterThanOrEqual(4.5);
    expect(ratio(made.hover, made.text)).toBeGreaterThanOrEqual(4.5);
    expect(ratio(made.inkOnLight, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(ratio(made.inkOnLight, '#f1f3f6')).toBeGreaterThanOrEqual(4.5);
    expect(ratio(made.inkOnDark, '#171b23')).toBeGreaterThanOrEqual(4.5);
    expect(ratio(made.inkOnDark, '#1f2530')).toBeGreaterThanOrEqual(4.5);
  });

  it('is left out when it is not a colour', () => {
    expect(accentColours('url(x)')).toBeUndefined();
  });
});
