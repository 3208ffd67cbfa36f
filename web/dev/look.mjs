/**
 * Walks through the pages in headless Chromium against the mock, takes pictures into shots/ and
 * lists what axe finds. Usage: node dev/look.mjs [fr|en] [desktop|phone] [light|dark]
 */
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const [language = 'fr', device = 'desktop', scheme = 'light'] = process.argv.slice(2);
const base = process.env.SETTLE_BACKEND ?? 'http://127.0.0.1:8099';
const viewport = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
  narrow: { width: 320, height: 640 },
}[device];
mkdirSync('shots', { recursive: true });

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const context = await browser.newContext({ viewport, locale: language, colorScheme: scheme });
await context.addInitScript((code) => localStorage.setItem('settle.language', code), language);
const page = await context.newPage();
page.on('console', (message) => {
  if (['error', 'warning'].includes(message.type())) console.log('console:', message.text());
});
page.on('pageerror', (error) => console.log('page error:', error.message));
let problems = 0;

const reset = (input) =>
  fetch(`${base}/dev/reset`, { method: 'POST', body: JSON.stringify(input) });

async function shot(name, full = true) {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(150);
  await page.screenshot({
    path: `shots/${name}-${language}-${device}-${scheme}.png`,
    fullPage: full,
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) console.log(`${name}: scrolls sideways`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const found of violations) {
    problems += 1;
    console.log(
      `${name}: ${found.id}: ${found.help}`,
      found.nodes
        .slice(0, 3)
        .map((node) => `${node.target} ${node.failureSummary?.split('\n')[1] ?? ''}`),
    );
  }
}

await reset({ state: 'trialing' });
await page.goto(`${base}/portal`);
await shot('01-home-trial', false);
const box = await page.locator('#trial-subscribe').boundingBox();
if (box)
  console.log(
    'PL-3',
    (box.x + box.width / 2) / viewport.width,
    (box.y + box.height / 2) / viewport.height,
  );
await page.locator('.menu-button').click();
await shot('02-menu', false);
await page.keyboard.press('Escape');
await page.locator('#trial-subscribe').click();
await page.waitForURL('**/subscription');
await shot('03-subscription');
await page.locator('#subscribe-now').click();
await page.waitForSelector('[data-testid=due-now]');
await shot('04-summary');
await page.locator('.segment input[value=month]').check();
const more = page.locator('.stepper-button:last-of-type');
await more.nth(0).click();
await more.nth(0).click();
for (let press = 0; press < 4; press += 1) await more.nth(1).click();
await page.locator('.stepper-button:first-of-type').nth(1).click();
await page.waitForTimeout(700);
console.log('AC-A02', await page.locator('[data-testid=due-now]').innerText());
await page.locator('.radio-card-below .button').click();
await shot('05-contact', false);
await page.keyboard.press('Escape');
await page.locator('.checkout-bar .button').click();
await shot('06-summary-month');
await page.locator('#policy').check();
await page.locator('.checkout-bar .button').click();
await page.waitForURL('**/billing');
await page.waitForSelector('[data-testid=due-now]');
await page.locator('[name=country]').selectOption('BE');
await page.locator('[name=tax_number]').fill('BE0136695962');
await page.locator('[name=email]').focus();
await page.waitForTimeout(900);
console.log('AC-A04', await page.locator('[data-testid=due-now]').innerText());
await shot('07-billing');
await page.locator('[name=country]').selectOption('FR');
await page.locator('[name=tax_number]').fill('FR41303265045');
await page.locator('[name=email]').focus();
await page.waitForTimeout(900);
await shot('08-billing-malformed');
await page.locator('[name=tax_number]').fill('');
await page.locator('.checkout-bar .button').click();
await page.waitForTimeout(600);
await shot('09-billing-missing');
await page.locator('[name=line1]').fill('1 rue de la Paix');
await page.locator('[name=postal_code]').fill('75002');
await page.locator('[name=city]').fill('Paris');
await page.waitForTimeout(500);
await page.reload();
await page.waitForSelector('[data-testid=due-now]');
console.log(
  'after reload',
  await page.locator('[name=city]').inputValue(),
  await page.locator('.checkout-bar .button').innerText(),
);
await page.locator('.checkout-bar .button').click();
await page.waitForURL('**/dev/bank**');
await page.getByText('decline').click();
await page.waitForURL('**/failed**');
await shot('10-failed');
await page.getByRole('button').last().click();
await shot('11-payment-problem', false);
await page.locator('dialog .button-primary').click();
await page.waitForSelector('dialog .banner-good');
await shot('12-payment-problem-sent', false);
await page.keyboard.press('Escape');
await page.locator('a.button-primary').click();
await page.waitForURL('**/billing');
await page.locator('.checkout-bar .button').click();
await page.waitForURL('**/dev/bank**');
await page.getByText('leave').click();
await page.waitForSelector('.banner-warning');
await shot('13-unfinished');
await page.goto(`${base}/dev/bank?change=${new URL(page.url()).searchParams.get('change')}`);
await page.getByText('slow').click();
await page.waitForTimeout(600);
await shot('14-processing');
await page.waitForURL('**/success**');
await shot('15-success');
await page.locator('a[href="/portal/invoices/inv_1"]').click();
await page.waitForSelector('.lines');
await shot('16-invoice');
await page.goto(`${base}/portal/invoices`);
await shot('17-invoices');
await page.goto(`${base}/portal/requests`);
await shot('18-requests');
await page.goto(`${base}/portal/subscription`);
await shot('19-subscription-active');
await reset({ state: 'trial_ended' });
await page.goto(`${base}/portal`);
await shot('20-wall', false);
await reset({ state: 'trial_ended', role: 'member' });
await page.goto(`${base}/portal`);
await shot('21-wall-member', false);
await reset({ state: 'none' });
await page.goto(`${base}/portal/subscription`);
await shot('22-subscription-none');

await reset({ state: 'trialing', staff: true });
const filed = await fetch(`${base}/v1/requests`, {
  method: 'POST',
  body: JSON.stringify({ type: 'payment_problem', change: 'chg_7', message: 'We were charged.' }),
});
const { id } = await filed.json();
await page.goto(`${base}/desk`);
await page.waitForSelector('.queue');
await shot('23-desk');
await page.goto(`${base}/desk/requests/${id}`);
await page.waitForSelector('textarea');
await shot('24-desk-request');
await page.locator('.button-primary').click();
await page.locator('textarea').fill('Bank statement of 12 March.');
await page.locator('.button-primary').click();
await page.waitForSelector('.toast');
await shot('25-desk-decided');
await page.goto(`${base}/desk/customers`);
await page.waitForSelector('.desk-table');
await shot('26-desk-customers');
console.log(`${problems} axe findings`);
await browser.close();
