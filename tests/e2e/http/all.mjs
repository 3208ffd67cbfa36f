// The finished program over HTTP: every answer is held against the contract on its way.
import { holds } from '../lib/check.mjs';
import { answersSeen, operationIds } from '../lib/contract.mjs';
import { test } from '../lib/runner.mjs';
import { audit } from './audit.mjs';
import { authorization } from './authorization.mjs';
import { billRuns } from './bill_runs.mjs';
import { catalogVersions } from './catalog_versions.mjs';
import { demos } from './demos.mjs';
import { desk } from './desk.mjs';
import { documents } from './documents.mjs';
import { invitations, invitationsLater } from './invitations.mjs';
import { ledger } from './ledger.mjs';
import { life } from './life.mjs';
import { live } from './live.mjs';
import { money } from './money.mjs';
import { numbers } from './numbers.mjs';
import { passkeys } from './passkeys.mjs';
import { people } from './people.mjs';
import { queue } from './queue.mjs';
import { repetition } from './repetition.mjs';
import { seats } from './seats.mjs';
import { selling } from './selling.mjs';
import { signingIn } from './sign_in.mjs';
import { signingInByMail } from './sign_in_mail.mjs';
import { signingInElsewhere } from './sign_in_provider.mjs';
import { taxRegister } from './tax_register.mjs';
import { whatIf } from './what_if.mjs';
import { wrongInput } from './wrong_input.mjs';

export async function run(demo) {
  await selling(demo);
  await people(demo);
  await seats(demo);
  await invitations(demo);
  await money(demo);
  await documents(demo);
  await queue(demo);
  await demos(demo);
  await repetition(demo);
  await live(demo);
  await signingIn(demo);
  await passkeys(demo);
  await signingInByMail();
  await signingInElsewhere();
  await taxRegister();
  await wrongInput(demo);
  await authorization(demo);
  await life(demo);
  await invitationsLater(demo);
  await billRuns(demo);
  await catalogVersions(demo);
  await whatIf(demo);
  await desk(demo);
  await numbers(demo);
  await ledger(demo);
  await audit(demo);
  await test('http: every operation of the contract answered well at least once', () => {
    const untried = operationIds.filter(
      (id) => ![...(answersSeen().get(id) ?? [])].some((status) => status < 400),
    );
    holds(untried.length === 0, `never answered well: ${untried.join(', ')}`);
  });
}
