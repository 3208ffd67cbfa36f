// A subscription without a mouse: Tab, arrows, Space and Enter, with the focus always in sight.
import { holds, same } from '../lib/check.mjs';
import { report, test } from '../lib/runner.mjs';
import { cards, expectThanks, trialCustomer, words } from './shopping.mjs';

const pressesMax = 60;

class Keyboard {
  constructor(visit) {
    this.visit = visit;
    this.presses = 0;
  }

  async press(key) {
    this.presses += 1;
    await this.visit.page.keyboard.press(key);
  }

  /** Typed data is not counted. */
  async type(text) {
    await this.visit.page.keyboard.type(text);
  }

  async expectVisibleFocus() {
    const state = await this.visit.page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return 'nothing has the focus';
      // A radio button may be drawn by its label or card.
      const drawn = [
        at,
        at.nextElementSibling,
        at.closest('label'),
        at.closest('.radio-card'),
        at.closest('.segment'),
      ].filter(Boolean);
      const shown = drawn.some((one) => {
        const style = getComputedStyle(one);
        return (
          (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) ||
          style.boxShadow !== 'none'
        );
      });
      const box = at.getBoundingClientRect();
      const inView = box.bottom > 0 && box.top < innerHeight;
      return shown && inView
        ? ''
        : `${at.tagName}#${at.id}.${at.className} ${shown ? 'is out of sight' : 'shows no focus'}`;
    });
    holds(state === '', state);
  }

  async tabTo(selector, most = 40) {
    for (let press = 0; press < most; press += 1) {
      if (
        await this.visit.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
      )
        return;
      await this.press('Tab');
      await this.expectVisibleFocus();
    }
    throw new Error(`${most} tabs do not reach ${selector}`);
  }

  async skipToMain() {
    await this.tabTo('.skip-link', 3);
    await this.press('Enter');
  }
}

async function subscribesByKeyboard(visit, demo) {
  const { shop, customer, link } = await trialCustomer(demo, { address: false });
  await visit.open(link);
  await visit.settled();
  const keys = new Keyboard(visit);
  await keys.tabTo('#trial-subscribe');
  await keys.press('Enter');
  await visit.locate('#subscribe-now').waitFor();
  await keys.tabTo('#subscribe-now');
  await keys.press('Enter');
  await visit.locate('[data-testid=due-now]').waitFor();
  await keys.tabTo('.cycle-choice input');
  await keys.press('ArrowLeft');
  holds(await visit.locate('.cycle-choice input[value=month]').isChecked(), 'an arrow chooses the month');
  await keys.tabTo('.plan-table input');
  for (
    let press = 0;
    press < 3 && !(await visit.locate('.plan-table [data-value=standard] input').isChecked());
    press += 1
  )
    await keys.press('ArrowUp');
  await keys.tabTo('.add-ons [role=spinbutton]');
  await keys.press('ArrowUp');
  await keys.press('ArrowUp');
  await keys.press('Tab');
  await keys.press('Tab');
  await keys.tabTo('.add-ons [role=spinbutton]');
  await keys.type('3');
  await visit.shows('[data-testid=due-now]', words.fr.total);
  await keys.tabTo('#policy');
  await keys.press('Space');
  await keys.tabTo('.checkout-bar .button');
  await keys.press('Enter');
  await visit.page.waitForURL('**/checkout/billing');
  await visit.locate('[name=line1]').waitFor();
  await keys.tabTo('[name=line1]');
  await keys.type('1 rue de la Paix');
  await keys.tabTo('[name=postal_code]');
  await keys.type('75002');
  await keys.tabTo('[name=city]');
  await keys.type('Paris');
  await keys.tabTo('.checkout-bar .button');
  await keys.press('Enter');
  await visit.page.waitForURL(`${demo.bankBase}/**`);
  await keys.tabTo('[name=number]');
  await keys.type(cards.good);
  await keys.press('Tab');
  await keys.type('12/39');
  await keys.press('Tab');
  await keys.type('123');
  await keys.press('Tab');
  await keys.type('Anna Durand');
  await keys.press('Enter');
  await expectThanks(visit, shop, customer);
  const heading = await visit.page.evaluate(() => document.activeElement?.tagName);
  holds(keys.presses <= pressesMax, `${keys.presses} key presses, at most ${pressesMax}`);
  return { presses: keys.presses, heading };
}

async function skipsToTheContent(visit, demo) {
  const { link } = await trialCustomer(demo);
  await visit.open(link);
  await visit.settled();
  const keys = new Keyboard(visit);
  await keys.press('Tab');
  same(await visit.text('.skip-link'), 'Passer au contenu principal', 'AP-01 the skip link is first');
  await keys.expectVisibleFocus();
  await keys.press('Enter');
  same(await visit.page.evaluate(() => document.activeElement?.id), 'main', 'and leads to the content');
}

async function keepsFocusInDialogs(visit, demo) {
  const { link } = await trialCustomer(demo);
  await visit.open(link);
  await visit.open('/portal/checkout/summary');
  await visit.settled();
  const button = visit.locate('.plan-table [data-value=custom] .radio-card-below > button');
  await button.focus();
  await visit.page.keyboard.press('Enter');
  await visit.locate('dialog textarea').waitFor();
  for (let press = 0; press < 8; press += 1) {
    await visit.page.keyboard.press('Tab');
    const inside = await visit.page.evaluate(
      () => document.activeElement === document.body || Boolean(document.activeElement.closest('dialog')),
    );
    holds(inside, 'the focus stays in the dialog');
  }
  await visit.accessible('the dialog');
  await visit.page.keyboard.press('Escape');
  await visit.locate('dialog[open]').waitFor({ state: 'detached' });
  holds(await button.evaluate((one) => document.activeElement === one), 'Escape returns the focus');
}

export async function keyboard(stage) {
  const { demo } = stage;
  await test('browser: the skip link is first', () =>
    stage.scenario({}, (visit) => skipsToTheContent(visit, demo)));
  await test('browser: dialogs keep the focus and give it back', () =>
    stage.scenario({}, (visit) => keepsFocusInDialogs(visit, demo)));
  let outcome;
  await test('browser: a subscription by keyboard alone', () =>
    stage.scenario({}, async (visit) => {
      outcome = await subscribesByKeyboard(visit, demo);
    }));
  if (outcome)
    report(`browser: it took ${outcome.presses} key presses besides what is typed (at most ${pressesMax})`);
}
