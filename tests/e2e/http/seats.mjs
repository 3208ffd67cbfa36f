// Who holds a seat and how they got there, over HTTP: by hand, with a code, and giving back.
import { same } from '../lib/check.mjs';
import { test } from '../lib/runner.mjs';
import { cards, Shop } from './shop.mjs';

const business = (users) => ({ plan: 'business', cycle: 'month', quantities: { user: users } });
const naughty = [
  'Zoë "Z" O\'Neil',
  '=HYPERLINK("x")',
  '<script>alert(1)</script>',
  '田中',
  '\u202eevil',
  '🐝',
];

async function hive(shop, users, card = cards.good) {
  const customer = await shop.customer({ name: 'Ruche SARL' });
  if (users > 0) await shop.subscribe(customer, { set: business(users), card });
  const owner = await shop.person(customer);
  const at = customer.at;
  return {
    ...customer,
    owner,
    member: () => shop.member(customer, 'member'),
    as: (member) => shop.person(customer, member),
    seat: (person, options) => owner.post(`${at}/seats`, { person }, { expect: 201, ...options }),
    seats: async (query = '') => (await owner.get(`${at}/seats${query}`)).body,
    redeem: (caller, code, expect = 200) =>
      caller.post(`${at}/invitation-code/redeem`, { code }, { key: null, expect }),
    setCode: (code, expect = 200) => owner.post(`${at}/invitation-code`, code ? { code } : {}, { expect }),
  };
}

async function givesFreeSeatsOnly(shop) {
  const one = await hive(shop, 3);
  const { body: chloe } = await one.seat({
    email: 'chloe@ruche.example',
    first_name: 'Chloé',
    position: 'Chef',
  });
  same([chloe.seat, chloe.source, chloe.member.position], ['user', 'manual', 'Chef'], 'the seat');
  const again = await one.seat({ email: 'Chloe@Ruche.example' }, { expect: 409 });
  same(again.body.code, 'already_beneficiary', 'the same person again');
  const key = 'once-only-please';
  const first = await one.seat({ email: 'dan@ruche.example' }, { key });
  const repeated = await one.seat({ email: 'dan@ruche.example' }, { key });
  same(repeated.body.id, first.body.id, 'the same call again');
  await one.seat({ email: 'eve@ruche.example' });
  const full = await one.seat({ email: 'fay@ruche.example' }, { expect: 422 });
  same([full.body.code, full.body.field], ['no_seat', 'seat'], 'a fourth');
  const list = await one.seats();
  same(
    list.counts.map(({ seat, paid, taken, free }) => [seat, paid, taken, free]),
    [['user', 3, 3, 0]],
    'the numbers',
  );
  for (const [words, found] of [
    ['CHLO', 1],
    ['Chloé', 1],
    ['chef', 1],
    ['dan@', 1],
    ['nobody', 0],
  ])
    same((await one.seats(`?search=${encodeURIComponent(words)}`)).total, found, `a search for ${words}`);
  same(
    (await one.seats('?offset=1&limit=1')).data.map((seat) => seat.id),
    [first.body.id],
    'a page',
  );
  await one.owner.delete(`${one.at}/seats/${chloe.id}`, { expect: 204 });
  const gone = await one.owner.delete(`${one.at}/seats/${chloe.id}`, { expect: 404 });
  same(gone.body.code, 'seat_not_found', 'a seat that was given back');
  same((await shop.subscription(one)).quantities.user, 3, 'what is paid for');
  same((await shop.invoices(one)).length, 1, 'invoices');
}

async function joinWithACode(shop) {
  const one = await hive(shop, 2);
  const missing = await one.owner.get(`${one.at}/invitation-code`, { expect: 404 });
  same(missing.body.code, 'invitation_code_missing', 'before there is one');
  const code = `RUCHE-${one.id.slice(-8)}`;
  await one.setCode(code);
  same((await one.owner.get(`${one.at}/invitation-code`)).body.code, code, 'the code as it was chosen');
  const people = [await one.member(), await one.member(), await one.member()];
  const callers = [];
  for (const member of people) callers.push(await one.as(member));
  same((await one.redeem(callers[0], code.toLowerCase())).body.source, 'code', 'the first');
  same((await one.redeem(callers[0], code, 409)).body.code, 'already_beneficiary', 'the first again');
  await one.redeem(callers[1], code);
  same((await one.redeem(callers[2], code, 422)).body.code, 'no_seat', 'the third');
  const told = (await one.owner.get(`${one.at}/notifications`)).body;
  same(
    [told.unread, told.data.map((one) => one.type)],
    [3, ['code_without_seat', 'code_used', 'code_used']],
    'what the owner is told',
  );
  await one.owner.post(`${one.at}/notifications`, { until: told.data[0].id }, { key: null, expect: 204 });
  same((await one.owner.get(`${one.at}/notifications`)).body.unread, 0, 'once it was read');
  const { body: details } = await callers[0].get(`${one.at}/members/${people[0].id}`);
  same([details.can_be_seated, details.why_not_code], [false, 'already_beneficiary'], 'their own page');
  same(details.features.includes('who_view'), true, 'the features of the plan');
  await callers[0].delete(`${one.at}/seats/${details.seats[0].id}`, { expect: 204 });
  const off = await one.owner.put(`${one.at}/invitation-code`, { is_active: false });
  same([off.body.is_active, off.body.uses], [false, 2], 'switched off');
  same((await one.redeem(callers[2], code, 422)).body.code, 'code_disabled', 'a code that is off');
  await one.owner.put(`${one.at}/invitation-code`, { is_active: true });
  await one.redeem(callers[2], code);
  const made = (await one.setCode()).body.code;
  same(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/.test(made), true, `a code that was made: ${made}`);
  same((await one.redeem(callers[0], code, 422)).body.code, 'code_unknown', 'the code before');
}

/** Five at once for two seats, many times over: two of them sit, and the others are told why not. */
async function raceForSeats(shop) {
  const one = await hive(shop, 2);
  const code = `RACE-${one.id.slice(-8)}`;
  await one.setCode(code);
  const callers = [];
  for (let i = 0; i < 5; ++i) callers.push(await one.as(await one.member()));
  for (let round = 0; round < 20; ++round) {
    const answers = await Promise.all(callers.map((caller) => one.redeem(caller, code, [200, 422])));
    const refused = answers.filter(({ status }) => status === 422);
    same(
      refused.map(({ body }) => body.code),
      ['no_seat', 'no_seat', 'no_seat'],
      `those without a seat in round ${round}`,
    );
    const { counts, data } = await one.seats();
    same([counts[0].paid, counts[0].taken], [2, 2], `seats in round ${round}`);
    for (const { id } of data) await one.owner.delete(`${one.at}/seats/${id}`, { expect: 204 });
  }
  same((await shop.subscription(one)).quantities.user, 2, 'what is paid for');
}

async function stopsGuessing(shop) {
  const one = await hive(shop, 2);
  const code = `BEES-${one.id.slice(-8)}`;
  await one.setCode(code);
  const guesser = await one.as(await one.member());
  for (let i = 0; i < 10; ++i) await one.redeem(guesser, `GUESS-${i}`, 422);
  same(
    (await one.redeem(guesser, code, 429)).body.code,
    'too_many_codes',
    'the right one after ten wrong ones',
  );
  await one.redeem(await one.as(await one.member()), code);
}

async function asksForPaymentAndRight(shop) {
  const unpaid = await hive(shop, 0);
  const calls = [
    ['GET', 'seats'],
    ['POST', 'seats', { person: { email: 'a@ruche.example' } }],
    ['GET', 'invitation-code'],
    ['POST', 'invitation-code', { code: 'RUCHE-9999' }],
    ['PUT', 'invitation-code', { is_active: true }],
    ['GET', 'people-list'],
    ['POST', 'people-list', { people: [{ email: 'a@ruche.example', first_name: 'A', last_name: 'B' }] }],
    ['DELETE', 'people-list'],
    ['DELETE', 'people-list/person?email=a%40ruche.example'],
    ['POST', 'people-list/apply'],
  ];
  for (const [method, path, body] of calls) {
    const answer = await unpaid.owner.call(method, `${unpaid.at}/${path}`, body, { expect: 402 });
    same(answer.body.code, 'payment_required', `${method} ${path} before it is paid`);
  }
  const one = await hive(shop, 2);
  const member = await one.member();
  const caller = await one.as(member);
  const owner = (await one.owner.get(`${one.at}/members`)).body.data.find((each) => each.is_owner);
  calls.push(['DELETE', `members/${owner.id}`], ['GET', `members/${owner.id}`]);
  calls.push(['PUT', 'owner', { member: member.id }]);
  for (const [method, path, body] of calls) {
    const answer = await caller.call(method, `${one.at}/${path}`, body, { expect: 403 });
    same(answer.body.code, 'role_required', `${method} ${path} by a member`);
  }
  const stranger = await shop.person(await shop.customer());
  for (const [method, path, body] of calls)
    await stranger.call(method, `${one.at}/${path}`, body, { expect: 404 });
}

async function handsOverAndLeaves(shop) {
  const one = await hive(shop, 2);
  const member = await one.member();
  const caller = await one.as(member);
  await one.owner.post(`${one.at}/seats`, { member: member.id, source: 'member_page' }, { expect: 201 });
  const next = await one.owner.put(`${one.at}/owner`, { member: member.id });
  same([next.body.is_owner, next.body.role], [true, 'owner'], 'the new owner');
  same((await caller.get('/v1/session')).body.role.code, 'owner', 'what was open of the new one');
  const former = (await caller.get(`${one.at}/members`)).body.data.find((each) => !each.is_owner);
  const late = await one.owner.put(`${one.at}/owner`, { member: member.id }, { expect: 403 });
  same(late.body.code, 'role_required', 'the one before');
  const stays = await caller.delete(`${one.at}/members/${member.id}`, { expect: 422 });
  same(stays.body.code, 'owner_stays', 'the owner leaves');
  await caller.delete(`${one.at}/members/${former.id}`, { expect: 204 });
  same((await one.owner.get('/v1/session', { expect: 401 })).body.code, 'not_signed_in', 'who has left');
  const gone = await caller.get(`${one.at}/members/${former.id}`, { expect: 404 });
  same(gone.body.code, 'member_not_found', 'their page');
}

async function keepsNames(shop) {
  const one = await hive(shop, naughty.length);
  for (const [i, name] of naughty.entries())
    await one.seat({ email: `n${i}@ruche.example`, first_name: name, position: name });
  const { data } = await one.seats();
  same(
    data.map((seat) => seat.member.first_name),
    naughty,
    'first names',
  );
  same(
    data.map((seat) => seat.member.position),
    naughty,
    'positions',
  );
}

async function refusesWrongSeats(shop) {
  const one = await hive(shop, 1);
  const other = await hive(shop, 1);
  const foreign = await other.member();
  const cases = [
    [{}, 422, 'field_required', 'member'],
    [{ person: {} }, 422, 'field_required', 'person.email'],
    [{ person: { email: 'nobody' } }, 422, 'email_malformed', 'email'],
    [{ member: 'cus_1' }, 422, 'id_malformed', 'member'],
    [{ member: foreign.id }, 404, 'member_not_found', 'member'],
    [{ member: foreign.id, person: { email: 'a@b.example' } }, 422, 'field_invalid', 'person'],
    [{ seat: 'throne', person: { email: 'a@b.example' } }, 422, 'item_unknown', 'seat'],
    [{ person: { email: 'a@b.example' }, source: 'magic' }, 422, 'field_invalid', 'source'],
    [{ person: { email: 'a@b.example', age: 3 } }, 422, 'field_unknown', 'person.age'],
  ];
  for (const [body, status, code, field] of cases) {
    const answer = await one.owner.post(`${one.at}/seats`, body, { expect: status, wrong: true });
    same([answer.body.code, answer.body.field], [code, field], JSON.stringify(body));
  }
  for (const code of ['tiny', 'with space', 'x'.repeat(33)]) {
    const answer = await one.owner.post(`${one.at}/invitation-code`, { code }, { expect: 422, wrong: true });
    same([answer.body.code, answer.body.field], ['invitation_code_malformed', 'code'], code);
  }
  same((await one.seats()).total, 0, 'seats after all that');
}

async function listsAndImports(shop) {
  const one = await hive(shop, 3);
  const list = `${one.at}/people-list`;
  const typed = await one.owner.post(
    list,
    {
      people: [
        { email: 'ana@ruche.example', first_name: 'Ana', last_name: 'Ruiz' },
        { email: 'ANA@ruche.example', first_name: 'Ana', last_name: 'Ruiz' },
        { email: 'bo@ruche.example', first_name: 'Bo' },
      ],
    },
    { key: null },
  );
  same(
    [typed.body.accepted, typed.body.number, typed.body.rejected.map((line) => [line.line, line.verdict])],
    [
      1,
      3,
      [
        [2, 'duplicate_in_file'],
        [3, 'missing_name'],
      ],
    ],
    'typed lines',
  );
  const file =
    'E-mail;Prénom;Nom;Poste\r\nbo@ruche.example;Bo;Li;\r\ncy@ruche.example;Cy;Li;"Chef; \nfou"\r\nnobody;X;Y;\r\ndi@ruche.example;Di;Li;\r\n';
  const upload = (query, body = file, expect = 200) =>
    one.owner.call('POST', `${list}/import${query}`, undefined, {
      raw: body,
      headers: { 'Content-Type': 'application/octet-stream' },
      key: null,
      wrong: true,
      expect,
    });
  const looked = await upload('');
  same(
    [looked.body.accepted, looked.body.number, looked.body.rejected.map((line) => [line.line, line.verdict])],
    [3, 4, [[5, 'invalid_address']]],
    'a file that is looked at',
  );
  same((await one.owner.get(list)).body.total, 1, 'nothing is kept');
  const rejected = await upload('?format=csv');
  same(rejected.body.includes('nobody'), true, 'the file of what was rejected');
  same((await upload('?keep=true')).body.accepted, 3, 'a file that is kept');
  same((await upload('?keep=true')).body.accepted, 0, 'the same file again');
  same((await one.owner.get(`${one.at}/draft`)).body.set.quantities.user, 4, 'the number of the draft');
  const full = await one.owner.post(`${list}/apply`, undefined, { key: null, expect: 422 });
  same(full.body.code, 'no_seat', 'more people than seats');
  const off = await one.owner.delete(`${list}/person?email=DI%40ruche.example`);
  same([off.body.total, off.body.number], [3, 3], 'one taken off');
  const applied = await one.owner.post(`${list}/apply`, undefined, { key: null });
  same([applied.body.total, applied.body.counts[0].free], [3, 0], 'put in force');
  same(
    applied.body.data.map((seat) => seat.source),
    ['manual', 'import', 'import'],
    'how they came',
  );
  await upload('?keep=true', 'E-mail,First name,Last name\nzz@ruche.example,Z,Z\n');
  await one.owner.delete(list, { expect: 204 });
  same((await one.owner.get(list)).body.total, 0, 'a list that was discarded');
  for (const [what, body, status, code] of [
    ['nothing', '', 422, 'import_empty'],
    ['no header', 'a,b,c\n1,2,3\n', 422, 'import_header_missing'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 422, 'import_wrong_kind'],
    ['eleven megabytes', Buffer.alloc(11 * 1024 * 1024, 0x61), 413, 'body_too_large'],
  ]) {
    const answer = await upload('', body, status);
    same(answer.body.code, code, what);
  }
  const template = await one.owner.get(`${list}/template`, { headers: { 'Accept-Language': 'fr' } });
  same(/Prénom/.test(template.body), true, 'a template in French');
  await one.owner.get(`${list}/template?format=xlsx`);
}

async function buysWithTheList(shop) {
  const one = await hive(shop, 2);
  await one.owner.post(
    `${one.at}/people-list`,
    { people: [1, 2, 3].map((i) => ({ email: `p${i}@ruche.example`, first_name: 'P', last_name: `${i}` })) },
    { key: null },
  );
  const set = { quantities: { user: 3 } };
  const summary = await shop.preview(one, set, one.owner);
  const { data: methods } = (await one.owner.get(`${one.at}/payment-methods`)).body;
  const bought = await one.owner.post(`${one.at}/subscription/changes`, {
    set,
    fingerprint: summary.fingerprint,
    pay_with: methods[0].id,
    with_list: true,
  });
  same(bought.body.state, 'applied', 'the change');
  const after = await one.seats();
  same([after.total, after.counts[0].paid], [3, 3], 'the seats');
}

async function correctsMembers(shop) {
  const one = await hive(shop, 2);
  const [ana, bo] = [await one.member(), await one.member()];
  const edit = (caller, who, person, options) => caller.put(`${one.at}/members/${who.id}`, person, options);
  const as = await one.as(bo);
  const itself = { email: bo.email, first_name: 'Bob', last_name: 'Li', position: 'Chef' };
  const named = await edit(as, bo, itself);
  same([named.body.name, named.body.position], ['Bob Li', 'Chef'], 'a name');
  const moved = { ...itself, email: `bob.${bo.email}` };
  same((await edit(as, bo, moved, { expect: 403 })).body.code, 'role_required', 'their own address');
  same((await edit(one.owner, bo, moved)).body.email, moved.email, 'an address');
  same((await as.get('/v1/session', { expect: 401 })).body.code, 'not_signed_in', 'they sign in anew');
  for (const [person, status, code, field] of [
    [{ ...itself, email: ana.email }, 409, 'member_exists', 'email'],
    [{ ...itself, email: 'nobody' }, 422, 'email_malformed', 'email'],
    [{}, 422, 'field_required', 'email'],
    [{ ...itself, first_name: 'x'.repeat(101) }, 422, 'field_too_long', 'first_name'],
    [{ ...itself, age: 3 }, 422, 'field_unknown', 'age'],
  ]) {
    const refused = await edit(one.owner, bo, person, { expect: status, wrong: true });
    same([refused.body.code, refused.body.field], [code, field], JSON.stringify(person).slice(0, 80));
  }
  await one.owner.post(`${one.at}/seats`, { member: bo.id }, { expect: 201 });
  const lost = await edit(one.owner, bo, { first_name: 'Bob' }, { expect: 422 });
  same(lost.body.code, 'member_without_email', 'the address of whoever holds a seat');
  const stranger = await shop.person(await shop.customer());
  await edit(stranger, bo, itself, { expect: 404 });
}

/** Counted kinds: the application says how many there are, and never more than are paid for. */
async function countsWhatIsUsed(demo) {
  const shop = new Shop(demo, 'Agorapulse');
  const customer = await shop.customer();
  const at = `${customer.at}/usage`;
  const report = (body, options) => shop.api.post(`${at}/profile`, body, options);
  const early = await report({ count: 1 }, { expect: 402 });
  same(early.body.code, 'payment_required', 'before the first payment');
  await shop.subscribe(customer, {
    set: { plan: 'standard', cycle: 'month', quantities: { profile: 12 } },
    card: cards.good,
  });
  const numbers = ({ body }) => [body.seat, body.paid, body.taken, body.free];
  same(numbers(await report({ count: 9 })), ['profile', 12, 9, 3], 'all that there are');
  const key = 'two-more-please';
  same(numbers(await report({ change: 2 }, { key })), ['profile', 12, 11, 1], 'two more');
  same(numbers(await report({ change: 2 }, { key })), ['profile', 12, 11, 1], 'the same call again');
  const full = await report({ change: 2 }, { expect: 422 });
  same([full.body.code, full.body.field], ['no_seat', 'seat'], 'one too many');
  for (const [body, status, code] of [
    [{}, 422, 'field_required'],
    [{ count: 1, change: 1 }, 422, 'field_required'],
    [{ count: -1 }, 422, 'field_invalid'],
    [{ count: 1.5 }, 422, 'field_invalid'],
    [{ change: -12 }, 422, 'field_invalid'],
    [{ count: 1, at: 'now' }, 422, 'field_unknown'],
  ]) {
    const refused = await report(body, { expect: status, wrong: true });
    same(refused.body.code, code, JSON.stringify(body));
  }
  const other = await shop.api.post(`${at}/user`, { count: 1 }, { expect: 422, wrong: true });
  same(other.body.code, 'field_invalid', 'people sit there');
  const owner = await shop.person(customer);
  same(
    (await owner.get(at)).body.data.map(({ seat, taken }) => [seat, taken]),
    [['profile', 11]],
    'read',
  );
  const refused = await owner.post(`${at}/profile`, { count: 1 }, { expect: 403 });
  same(refused.body.code, 'staff_required', 'by a customer');
  await (await shop.person(await shop.customer())).get(at, { expect: 404 });
}

/** People who leave on a day to come, and those who stay after all. */
async function plansDepartures(shop) {
  const one = await hive(shop, 2);
  const at = `${one.at}/departures`;
  const made = [];
  for (const name of ['ana', 'bo'])
    made.push((await one.seat({ email: `${name}.${one.id.slice(-6)}@ruche.example` })).body.id);
  const [, end] = (await shop.subscription(one)).period;
  await one.owner.post(at, { seats: made, on: end }, { key: null, expect: 204 });
  const leaving = async () => (await one.seats()).data.map(({ leaves_on }) => leaves_on);
  same(await leaving(), [end, end], 'both leave then');
  const fewer = await one.owner.post(
    `${one.at}/subscription/preview`,
    { set: { quantities: { user: 1 } } },
    { key: null },
  );
  same(fewer.body.outcome, 'period_end', 'fewer fit from then on');
  await one.owner.delete(`${at}/${made[0]}`, { expect: 204 });
  same(await leaving(), [null, end], 'one of them stays');
  const again = await one.owner.delete(`${at}/${made[0]}`, { expect: 404 });
  same(again.body.code, 'seat_not_found', 'nobody was to leave it');
  for (const [body, status, code, field] of [
    [{ seats: made, on: '2020-01-01' }, 422, 'field_invalid', 'on'],
    [{ seats: made }, 422, 'field_required', 'on'],
    [{ seats: [], on: end }, 422, 'field_invalid', 'seats'],
    [{ seats: ['nobody'], on: end }, 404, 'seat_not_found', 'seats'],
    [{ seats: made, on: 'soon' }, 422, 'date_malformed', 'on'],
  ]) {
    const refused = await one.owner.post(at, body, { key: null, expect: status, wrong: true });
    same([refused.body.code, refused.body.field], [code, field], JSON.stringify(body));
  }
  const max = await one.as(await one.member());
  await max.post(at, { seats: made, on: end }, { key: null, expect: 403 });
}

export async function seats(demo) {
  const shop = new Shop(demo, 'Beesbusy');
  await test('seats: given while one is free, listed, found, given back', () => givesFreeSeatsOnly(shop));
  await test('seats: people join with a code up to the seats, and the owner is told', () =>
    joinWithACode(shop));
  await test('seats: a list is typed, imported, and put in force on what is free', () =>
    listsAndImports(shop));
  await test('seats: a list is bought with the change that makes room for it', () => buysWithTheList(shop));
  await test('seats: AC-B12 five at once for two seats', () => raceForSeats(shop));
  await test('seats: who guesses codes is stopped after ten', () => stopsGuessing(shop));
  await test('seats: nothing before it is paid, for members or for strangers', () =>
    asksForPaymentAndRight(shop));
  await test('seats: who a member is can be corrected, by who may', () => correctsMembers(shop));
  await test('seats: the owner hands over, and who leaves is signed out', () => handsOverAndLeaves(shop));
  await test('seats: people leave on a day to come, or stay after all', () => plansDepartures(shop));
  await test('seats: odd names come back as they were', () => keepsNames(shop));
  await test('seats: the application counts what is in use, up to what is paid', () =>
    countsWhatIsUsed(demo));
  await test('seats: wrong wishes are refused by field', () => refusesWrongSeats(shop));
}
