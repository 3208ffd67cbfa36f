// The finished program in a browser, as a person meets it.
import { buying } from './buying.mjs';
import { catalogForm } from './catalog_form.mjs';
import { demos } from './demos.mjs';
import { desk } from './desk.mjs';
import { documents } from './documents.mjs';
import { early } from './early.mjs';
import { entries } from './entries.mjs';
import { everyPage, otherVendors } from './every_page.mjs';
import { help } from './help.mjs';
import { inviting } from './inviting.mjs';
import { keyboard } from './keyboard.mjs';
import { life } from './life.mjs';
import { listing } from './listing.mjs';
import { live } from './live.mjs';
import { passkeys } from './passkeys.mjs';
import { people } from './people.mjs';
import { queue } from './queue.mjs';
import { sides } from './sides.mjs';
import { signingIn } from './sign_in.mjs';
import { launch, Stage } from './stage.mjs';
import { whatIf } from './what_if.mjs';

export async function run(demo) {
  const browser = await launch();
  const stage = new Stage(demo, browser);
  try {
    await entries(stage);
    await keyboard(stage);
    await everyPage(stage);
    await early(stage);
    await buying(stage);
    await help(stage);
    await desk(stage);
    await catalogForm(stage);
    await documents(stage);
    await otherVendors(stage);
    await people(stage);
    await listing(stage);
    await live(stage);
    await queue(stage);
    await demos(stage);
    await whatIf(stage);
    await inviting(browser);
    await sides(browser);
    await signingIn(stage);
    await passkeys(browser);
    await life(stage);
  } finally {
    await browser.close();
  }
}
