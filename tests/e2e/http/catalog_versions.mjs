// The next version of the catalog, from the draft to the day it would hold; it is withdrawn before.
import { holds, includes, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test, until } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

const seen = (version) => ({ headers: { 'If-Match': `"${version.revision}"` } });

/** The installed catalog is taken in by one of the server's rounds. */
async function installed(staff) {
  return until('the installed catalog is the first version', async () => {
    const { body } = await staff.get('/v1/catalog-versions');
    return body.data.find((version) => version.number === 1);
  });
}

async function writtenAndPublished(staff) {
  const first = await installed(staff);
  same([first.state, first.origin], ['published', 'file'], 'what is installed');
  const { body: draft } = await staff.post('/v1/catalog-versions', { title: 'Dearer' }, { expect: 201 });
  const at = `/v1/catalog-versions/${draft.id}`;
  same(draft.mistakes, [], 'a copy has no mistakes');
  const { body: none } = await staff.get(`${at}/differences`);
  same(none.data, [], 'and changes nothing');

  const written = (from, to) =>
    draft.documents.map(({ name, text }) => {
      holds(name !== 'catalog.yaml' || text.includes(from), `"${from}" stands in the catalog`);
      return { name, text: name === 'catalog.yaml' ? text.replace(from, to) : text };
    });
  const { body: wrong } = await staff.put(
    at,
    { documents: written('version: 1', 'versoin: 1') },
    seen(draft),
  );
  includes(wrong.mistakes[0].message, 'versoin', 'what is wrong');
  holds(wrong.mistakes[0].line > 1, 'and where');
  const { body: refused } = await staff.post(
    `${at}/publish`,
    { movement: 'now' },
    { ...seen(wrong), key: null, expect: 422 },
  );
  same(refused.code, 'catalog_invalid', 'it is not published');
  const { body: late } = await staff.put(at, { title: 'Late' }, { ...seen(draft), expect: 412 });
  same(late.code, 'version_stale', 'somebody who saw the first text');

  const { body: right } = await staff.put(
    at,
    { documents: written('\n  days: 30', '\n  days: 31') },
    seen(wrong),
  );
  same(right.mistakes, [], 'it is right');
  const { body: differences } = await staff.get(`${at}/differences`);
  same(
    differences.data.map(({ kind }) => kind),
    ['trial_days'],
    'what it changes',
  );
  includes(differences.data[0].text, '31', 'in words');
  const { body: published } = await staff.post(
    `${at}/publish`,
    { from: '2999-01-01', movement: 'at_renewal' },
    { ...seen(right), key: null },
  );
  same(
    [published.state, published.from, published.in_force],
    ['published', '2999-01-01', false],
    'for a day',
  );
  const { body: withdrawn } = await staff.post(`${at}/retire`, undefined, {
    ...seen(published),
    key: null,
  });
  same([withdrawn.state, withdrawn.number], ['retired', null], 'withdrawn');
  const { body: read } = await staff.get(`/v1/catalog-versions/${first.id}`);
  same(read.in_force, true, 'the first is in force as before');
}

async function notForOthers(shop) {
  const customer = await shop.customer();
  const owner = await shop.person(customer);
  await owner.get('/v1/catalog-versions', { expect: 403 });
  await owner.post('/v1/catalog-versions', {}, { expect: 403 });
}

export async function catalogVersions(demo) {
  const shop = new Shop(demo);
  const staff = await signIn(demo, demo.vendors.Agorapulse.staff);
  await test('http: a version of the catalog is written, compared, published and withdrawn', () =>
    writtenAndPublished(staff));
  await test('http: who may not see versions of the catalog', () => notForOthers(shop));
}
