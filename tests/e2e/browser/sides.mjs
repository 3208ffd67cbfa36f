// Acceptance by two people side by side: what the customer asks and what staff do about it. The days are those of the
// scenarios, a year later; time goes forward only, so the scenarios take turns.
import { startDemo } from '../lib/demo.mjs';
import { test } from '../lib/runner.mjs';
import { Town } from './side_by_side.mjs';
import { staffAct } from './sides_acts.mjs';
import { asksTheTeam, isReduced, reduces, startsReducing } from './sides_asking.mjs';
import { endsWithTheYear, leavesTheMonth, startsLeaving, staysForTheYear } from './sides_leaving.mjs';
import { Stage } from './stage.mjs';

export async function sides(browser) {
  const demo = await startDemo();
  const town = new Town(new Stage(demo, browser));
  try {
    await asksTheTeam(town);
    await staffAct(town);
    const leaving = await startsLeaving(town);
    const reducing = await startsReducing(town);
    await leavesTheMonth(town, leaving);
    await reduces(town, reducing);
    await staysForTheYear(town, leaving);
    await endsWithTheYear(town, leaving);
    await isReduced(town, reducing);
    await test('sides: settle verify finds nothing while the server runs', () => demo.verify());
    await demo.stop();
    await test('sides: settle verify finds nothing after the server stopped', () => demo.verify());
    await test('sides: the server logged no failure of its own', () => demo.expectNoFailures());
  } finally {
    await demo.discard();
  }
}
