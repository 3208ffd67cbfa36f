import { describe, expect, it } from 'vitest';
import { parsePeople } from './pastedPeople';

const ana = { email: 'ana@x.example', first_name: 'Ana', last_name: 'Ruiz' };

describe('a pasted line', () => {
  it.each([
    ['Ana Ruiz <ana@x.example>', ana],
    ['"Ana Ruiz" <ana@x.example>', ana],
    ['"Ruiz, Ana" <ana@x.example>', ana],
    ['Ana Ruiz ana@x.example', ana],
    ['ana@x.example;Ana;Ruiz', ana],
    ['ana@x.example, Ana, Ruiz', ana],
    ['Ana\tRuiz\tana@x.example', ana],
    ['"Ana";"Ruiz";"ana@x.example"', ana],
    ['Ana Ruiz; ana@x.example', ana],
    ['ana@x.example;Ana;Ruiz;Chef de projet', { ...ana, position: 'Chef de projet' }],
    ['ana@x.example', { email: 'ana@x.example' }],
    ['<ana@x.example>', { email: 'ana@x.example' }],
    ['Ana <ana@x.example>', { email: 'ana@x.example', first_name: 'Ana' }],
    [
      'Ana de la Cruz <ana@x.example>',
      { email: 'ana@x.example', first_name: 'Ana', last_name: 'de la Cruz' },
    ],
    ['ana@x.example;;;Chef', { email: 'ana@x.example', position: 'Chef' }],
  ])('%s', (line, person) => {
    expect(parsePeople(line)).toEqual([{ line, ...person }]);
  });

  it('without an address is kept as it is, for the service to say what is wrong', () => {
    expect(parsePeople('Ana Ruiz')).toEqual([{ line: 'Ana Ruiz', email: 'Ana Ruiz' }]);
    expect(parsePeople('ana@')).toEqual([{ line: 'ana@', email: 'ana@' }]);
  });
});

describe('several people', () => {
  it('come one per line, blank lines aside', () => {
    const text = 'ana@x.example\r\n\r\n  bo@x.example  \n';
    expect(parsePeople(text).map(({ email }) => email)).toEqual(['ana@x.example', 'bo@x.example']);
  });

  it('come on one line as mail programs write them', () => {
    const names = 'Ana Ruiz <ana@x.example>; "Li, Bo" <bo@x.example>, Chloé <chloe@x.example>';
    expect(parsePeople(names)).toEqual([
      { line: 'Ana Ruiz <ana@x.example>', ...ana },
      {
        line: '"Li, Bo" <bo@x.example>',
        email: 'bo@x.example',
        first_name: 'Bo',
        last_name: 'Li',
      },
      { line: 'Chloé <chloe@x.example>', email: 'chloe@x.example', first_name: 'Chloé' },
    ]);
  });

  it.each([
    ['commas', 'ana@x.example, bo@x.example,chloe@x.example'],
    ['semicolons', 'ana@x.example; bo@x.example;chloe@x.example;'],
    ['blanks', ' ana@x.example bo@x.example  chloe@x.example '],
    ['tabs', 'ana@x.example\tbo@x.example\tchloe@x.example'],
    ['lines', 'ana@x.example\nbo@x.example\r\nchloe@x.example\n'],
    ['all of them', 'ana@x.example, bo@x.example\tchloe@x.example\n'],
    ['blanks and commas', 'ana@x.example bo@x.example, chloe@x.example'],
    ['brackets and blanks', '<ana@x.example> <bo@x.example> <chloe@x.example>'],
  ])('come between %s', (_what, text) => {
    expect(parsePeople(text).map(({ email }) => email)).toEqual([
      'ana@x.example',
      'bo@x.example',
      'chloe@x.example',
    ]);
  });

  it('keep their names between blanks', () => {
    expect(parsePeople('Ana Ruiz ana@x.example Bo <bo@x.example>')).toEqual([
      { line: 'Ana Ruiz ana@x.example', ...ana },
      { line: 'Bo <bo@x.example>', email: 'bo@x.example', first_name: 'Bo' },
    ]);
  });
});
