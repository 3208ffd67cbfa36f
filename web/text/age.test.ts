import { describe, expect, it } from 'vitest';
import { type Age, formatAge } from './age';

const said = (unit: Age['unit'], count: number, language: string) =>
  formatAge({ unit, count }, language).replace(/[’\u00a0]/g, (sign) => (sign === '’' ? "'" : ' '));

describe('the age of an article', () => {
  it('has words of its own when it is young', () => {
    expect(said('week', 0, 'fr')).toBe('cette semaine');
    expect(said('week', 1, 'fr')).toBe('la semaine dernière');
    expect(said('month', 1, 'fr')).toBe('le mois dernier');
    expect(said('year', 1, 'fr')).toBe("l'année dernière");
    expect(said('week', 0, 'en')).toBe('this week');
    expect(said('week', 1, 'en')).toBe('last week');
    expect(said('month', 1, 'en')).toBe('last month');
    expect(said('year', 1, 'en')).toBe('last year');
  });

  it('is counted when it is older', () => {
    expect(said('week', 3, 'fr')).toBe('il y a 3 semaines');
    expect(said('month', 5, 'fr')).toBe('il y a 5 mois');
    expect(said('year', 2, 'fr')).toBe('il y a 2 ans');
    expect(said('week', 3, 'en')).toBe('3 weeks ago');
    expect(said('month', 11, 'en')).toBe('11 months ago');
  });
});
