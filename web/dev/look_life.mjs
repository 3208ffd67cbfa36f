/**
 * Walks through the course of a subscription against the mock: cancelling, pausing, owing, asking.
 * Pictures go into shots/. Usage: node dev/look_life.mjs [fr|en] [desktop|phone] [light|dark]
 */
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const [language = 'fr', device = 'desktop', scheme = 'light'] = process.argv.slice(2);
const base = process.env.SETTLE_BACKEND ?? 'http://127.0.0.1:8099';
const viewport = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } }[
  device
];
mkdirSync('shots', { recursive: true });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const context = await browser.newContext({ viewport, locale: language, colorScheme: scheme });
await context.addInitScript((code) => localStorage.setItem('settle.language', code), language);
const page = await context.newPage();
page.setDefaultTimeout(8000);
page.on('console', (message) => {
  if (['error', 'warning'].includes(message.type())) console.log('console:', message.text());
});
page.on('pageerror', (error) => console.log('page error:', error.message));
let problems = 0;

const post = (path, input) => fetch(base + path, { method: 'POST', body: JSON.stringify(input) });

async function world(state, life, more = {}) {
  await post('/dev/reset', { state, saved: true, ...more });
  await post('/dev/world', { life });
}

async function shot(name, full = true) {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(300);
  await page.screenshot({
    path: `shots/life-${name}-${language}-${device}-${scheme}.png`,
    fullPage: full,
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) console.log(`${name}: scrolls sideways`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const found of violations) {
    problems += 1;
    console.log(
      `${name}: ${found.id}: ${found.help}`,
      found.nodes.slice(0, 3).map((node) => `${node.target}`),
    );
  }
}

const see = async (path, name, full) => {
  await page.goto(base + path);
  await shot(name, full);
};

await world('active', 'self');
await see('/portal/subscription', '01-self');
await see('/portal/subscription/cancel', '02-cancel');
await page.locator('select').selectOption('price');
await page.locator('textarea').fill('Un peu cher.');
await page.locator('#act-confirm').click();
await page.waitForURL('**/portal/subscription');
await shot('03-ending');
await page.locator('#act-renewal').click();
await page.waitForSelector('#act-confirm');
await shot('04-renewal');
await page.locator('#act-confirm').click();
await page.waitForURL('**/portal/subscription');
await page.waitForSelector('#act-cancel');

await world('active', 'staff');
await see('/portal/subscription', '05-scheduled');
await page.locator('.calendar-undo').first().click();
await shot('06-undo', false);
await page.locator('dialog .button-primary').click();
await page.waitForSelector('.toast-action');
await shot('07-undone', false);
await see('/portal/subscription/pause', '08-pause');
await page.locator('[name=to]').fill('2027-03-01');
await page.waitForSelector('.effect');
await shot('09-pause-effect');
await page.locator('.page button[type=submit]').click();
await page.waitForSelector('.banner-good');
await shot('10-pause-sent');
await page.locator('.banner-good + .row .button-secondary').click();
await page.waitForSelector('#withdraw');
await page.locator('[name=reply]').fill('Nous fermons pour l’hiver.');
await page.locator('.page button[type=submit]').click();
await page.waitForSelector('.said');
await shot('11-request');
await see('/portal/subscription/pause', '12-already-open');
await see('/portal/requests', '13-requests');
await page.goto(`${base}/portal/requests/req_1`);
await page.locator('#withdraw').click();
await shot('14-withdraw', false);
await page.locator('dialog .button-danger').click();
await page.waitForSelector('.toast');
await shot('15-withdrawn');
await see('/portal/subscription/cancel', '16-cancel-staff');

await world('active', 'committed');
await see('/portal/subscription', '17-committed');
await see('/portal/subscription/cancel', '18-cancel-refused');
await world('active', 'pause_planned');
await see('/portal/subscription', '19-pause-planned');
await world('active', 'paused');
await see('/portal', '20-paused-home');
await see('/portal/subscription', '21-paused');
await see('/portal/subscription/resume', '22-resume');
await world('active', 'past_due');
await see('/portal', '23-past-due');
await see('/portal/invoices', '24-invoices');
await page.locator('#pay-now').click();
await page.waitForSelector('#pay');
await shot('25-pay');
await page.locator('#pay').click();
await page.waitForSelector('.banner-bad[role=alert]');
await shot('26-declined');
await page.locator('[data-value=card] input').check();
await page.locator('#pay').click();
await page.waitForURL('**/dev/bank**');
await page.getByText('approve').click();
await page.waitForSelector('.banner-good');
await shot('27-recovered');
await see('/portal/payment-method', '28-methods');
await world('active', 'ended');
await see('/portal', '29-ended');
await see('/portal/subscription', '30-ended-subscription');
await world('trialing', undefined);
await see('/portal/subscription', '31-trial');
await see('/portal/subscription/cancel', '32-cancel-trial');
await world('active', 'staff', { staff: true });
await post('/v1/requests', {
  type: 'pause',
  from: '2026-12-21',
  to: '2027-03-01',
  message: 'Winter.',
});
await see('/desk/requests/req_1', '33-desk');
console.log(`${problems} axe findings`);
await browser.close();
