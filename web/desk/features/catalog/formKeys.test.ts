import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isThere, type Path, readYaml } from '../../yaml/yamlText';
import { codesAt, textOnly, textOnlyOfPlan, textOnlyOfRule } from './formKeys';

const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url));
const vendors = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('what has no field', () => {
  const named = (paths: Path[]) => paths.map((path) => path.join('.'));

  it.each(vendors)('of %s is named, and everything else has one', (vendor) => {
    const yaml = readYaml(readFileSync(`${examples}${vendor}/catalog.yaml`, 'utf8'));
    const only = named(textOnly(yaml));
    expect(only).toContain('vendor');
    expect(only).toContain('layout');
    expect(only).toContain('payment.dunning.access');
    expect(only).toContain('seller.address');
    expect(only).not.toContain('plans');
    expect(only).not.toContain('payment.card');
    expect(only.every((path) => isThere(yaml, path.split('.')))).toBe(true);
    expect(codesAt(yaml, 'plans').length).toBeGreaterThan(1);
  });

  it('of a plan and a rule is named there', () => {
    const yaml = readYaml(
      'plans: [{code: a, features: [b], colour: red, items: {c: {min: 1, shape: round}}}]\n' +
        'rules: [{id: d, mood: good, when: {change: plan, moon: full}}]\n',
    );
    expect(named(textOnlyOfPlan(yaml, 0))).toEqual([
      'plans.0.features',
      'plans.0.colour',
      'plans.0.items.c.shape',
    ]);
    expect(named(textOnlyOfRule(yaml, 0))).toEqual(['rules.0.mood', 'rules.0.when.moon']);
  });
});
