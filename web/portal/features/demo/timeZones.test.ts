import { expect, it } from 'vitest';
import { timeZones } from './timeZones';

it('lists a zone that the browser calls otherwise', () => {
  expect(timeZones('Europe/Paris')).toContain('America/Toronto');
  expect(timeZones('Europe/Paris').filter((name) => name === 'Europe/Paris')).toHaveLength(1);
  expect(timeZones('Etc/Somewhere')[0]).toBe('Etc/Somewhere');
});
