import { describe, expect, it } from 'vitest';
import type { ListedPerson, Seat } from '../../api/types';
import { chosenRows, userRows } from './userRows';

const seat = (name: string, email: string, position = '') =>
  ({
    id: `seat of ${email}`,
    seat: 'user',
    source: 'manual',
    since: '',
    member: { name, email, position },
  }) as Seat;
const listed = (first_name: string, last_name: string, email: string): ListedPerson => ({
  first_name,
  last_name,
  email,
  position: '',
  source: 'manual',
});

const rows = userRows(
  [seat('Émile Zola', 'emile@a.example', 'Écrivain'), seat('', 'anonymous@a.example')],
  [listed('Ana', 'Ruiz', 'z@a.example'), listed('Bo', 'Li', 'bo@a.example')],
);
const names = (
  search = '',
  shown: 'all' | 'seated' | 'listed' = 'all',
  by: 'added' | 'name' | 'email' = 'added',
) => chosenRows(rows, { search, shown, by, language: 'fr' }).map(({ name }) => name);

describe('the list of users', () => {
  it('begins with who is to come, the newest first', () => {
    expect(names()).toEqual(['Bo Li', 'Ana Ruiz', 'anonymous@a.example', 'Émile Zola']);
  });

  it.each([
    ['emile', ['Émile Zola']],
    ['ÉCRIV', ['Émile Zola']],
    ['li  bo', ['Bo Li']],
    ['nobody', []],
  ])('is searched for %s', (search, found) => {
    expect(names(search)).toEqual(found);
  });

  it('is narrowed to who has a seat or who is to get one', () => {
    expect(names('', 'seated')).toEqual(['anonymous@a.example', 'Émile Zola']);
    expect(names('', 'listed')).toEqual(['Bo Li', 'Ana Ruiz']);
  });

  it('is sorted as its readers do, accents aside', () => {
    expect(names('', 'all', 'name')).toEqual([
      'Ana Ruiz',
      'anonymous@a.example',
      'Bo Li',
      'Émile Zola',
    ]);
    expect(names('', 'all', 'email')).toEqual([
      'anonymous@a.example',
      'Bo Li',
      'Émile Zola',
      'Ana Ruiz',
    ]);
  });
});
