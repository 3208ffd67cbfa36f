import type { ListedPerson, Seat } from '../../api/types';

/** Somebody who has a seat, or who is to get one when the modifications are validated. */
export interface UserRow {
  key: string;
  name: string;
  email: string;
  position: string;
  /** Of whoever has one. */
  seat?: Seat;
  /** Of whoever is on the list. */
  listed?: ListedPerson;
  /** What a search looks at. */
  words: string;
}

export type Shown = 'all' | 'seated' | 'listed';
export type SortedBy = 'added' | 'name' | 'email';

/** For a comparison that takes é for e and É for é. */
export function plainWords(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const wordsOf = (...texts: string[]) => plainWords(texts.join(' '));

/** Everybody in one list: first who is to come, since that is what is being worked on. */
export function userRows(seats: Seat[], listed: ListedPerson[]): UserRow[] {
  const coming = listed.map((person): UserRow => {
    const { email, position } = person;
    const name = `${person.first_name} ${person.last_name}`.trim() || email;
    return {
      key: email,
      name,
      email,
      position,
      listed: person,
      words: wordsOf(name, email, position),
    };
  });
  const here = seats.map((seat): UserRow => {
    const { email, position = '', name: called } = seat.member;
    const name = called || email;
    return { key: seat.id, name, email, position, seat, words: wordsOf(name, email, position) };
  });
  return [...coming.reverse(), ...here.reverse()];
}

/** Those that hold every word of the search, in the order asked for; as added is the newest first. */
export function chosenRows(
  rows: UserRow[],
  { search, shown, by, language }: { search: string; shown: Shown; by: SortedBy; language: string },
): UserRow[] {
  const wanted = plainWords(search).split(/\s+/).filter(Boolean);
  const found = rows.filter(
    (row) =>
      (shown === 'all' || (shown === 'listed') === (row.listed !== undefined)) &&
      wanted.every((word) => row.words.includes(word)),
  );
  if (by === 'added') return found;
  const { compare } = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  return found.sort((one, other) => compare(one[by], other[by]));
}
