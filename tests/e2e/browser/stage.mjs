// A browser that watches itself: what a page says, breaks or fetches elsewhere fails the test.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { holds } from '../lib/check.mjs';
import { told, until } from '../lib/runner.mjs';

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 360, height: 740 };
const patience = 30_000;
const shots = process.env.SETTLE_SHOTS;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Text as people compare it: one blank where a page has several or special ones. */
export const plain = (text) => (text ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();

export class Visit {
  constructor(demo, context, page) {
    this.demo = demo;
    this.context = context;
    this.page = page;
    this.faults = [];
    // Not signed in, and no code set yet: answers that pages ask for, not failures.
    // Who is signed out elsewhere stops following that way.
    this.expected = [/\b40[12]\b.*\/v1\/(session|offer)/, /\b404\b.*\/invitation-code$/, /\b401\b.*\/live$/];
    this.requests = [];
    this.underWay = new Set();
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      const text = `${message.text()} ${message.location().url}`;
      this.faults.push(text);
    });
    page.on('pageerror', (error) => this.faults.push(`page error: ${error.message}`));
    for (const end of ['requestfinished', 'requestfailed'])
      context.on(end, (request) => this.underWay.delete(request));
    context.on('request', (request) => {
      // A page that follows what changes never has all of its answer.
      if (request.resourceType() !== 'eventsource') this.underWay.add(request);
      const url = request.url();
      this.requests.push(`${request.method()} ${url}`);
      const own = [demo.base, demo.bankBase, 'data:', 'blob:', 'about:'].some((start) =>
        url.startsWith(start),
      );
      if (!own) this.faults.push(`a request to ${url}`);
    });
  }

  /** A refusal that belongs to the scenario; browsers log every 4xx as an error. */
  expect(pattern) {
    this.expected.push(pattern);
  }

  open(path) {
    return this.page.goto(path.startsWith('http') ? path : `${this.demo.base}${path}`);
  }

  /** Forgets who is signed in. The page is left first: what it still asked for would be refused. */
  async forget() {
    await this.page.goto('about:blank');
    await this.context.clearCookies();
  }

  locate(selector) {
    return this.page.locator(selector);
  }

  async text(selector) {
    return plain(await this.page.locator(selector).first().innerText());
  }

  /** Waits until an element shows this text, blanks aside. */
  async shows(selector, text) {
    const found = this.page.locator(selector).first();
    await found.waitFor();
    await this.page
      .waitForFunction(
        ([chosen, wanted]) =>
          document
            .querySelector(chosen)
            ?.innerText.replace(/[\s\u00a0\u202f]+/g, ' ')
            .includes(wanted),
        [selector, text],
      )
      .catch(async () => {
        throw new Error(`${selector} shows "${plain(await found.innerText())}", expected "${text}"`);
      });
  }

  async box(selector) {
    const box = await this.page.locator(selector).first().boundingBox();
    if (!box) throw new Error(`${selector} is not on the page`);
    return {
      ...box,
      right: box.x + box.width,
      bottom: box.y + box.height,
      midX: box.x + box.width / 2,
      midY: box.y + box.height / 2,
    };
  }

  /** Until nothing is being fetched and no placeholder is left. */
  async settled() {
    let quiet = 0;
    await until(
      'the page comes to rest',
      async () => {
        const rests =
          this.underWay.size === 0 &&
          (await this.page
            .evaluate(
              () =>
                document.readyState === 'complete' &&
                !document.querySelector('.skeleton, [aria-busy=true]') &&
                document.querySelector('h1') !== null,
            )
            .catch(() => false));
        quiet = rests ? quiet + 1 : 0;
        return quiet >= 3;
      },
      { pause: 25 },
    );
  }

  async accessible(name) {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe);
    const violations = await this.page.evaluate(
      async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations,
    );
    const told = violations.map(
      (found) =>
        `${found.id}: ${found.help}\n  ${found.nodes
          .slice(0, 3)
          .map((node) => `${node.target}: ${node.failureSummary?.split('\n').slice(1, 3).join(' ')}`)
          .join('\n  ')}`,
    );
    holds(violations.length === 0, `${name}: ${told.join('\n')}`);
  }

  async fits(name) {
    const wide = await this.page.evaluate(() => {
      // A dialog scrolls by itself: what does not fit there widens no page.
      const box = document.querySelector('dialog[open]') ?? document.documentElement;
      if (box.scrollWidth <= box.clientWidth) return null;
      const edge = box.getBoundingClientRect().left + box.clientWidth;
      const out = [...box.querySelectorAll('*')].filter(
        (one) => one.getBoundingClientRect().right > edge + 1,
      );
      return `${box.scrollWidth} px wide: ${out
        .slice(0, 4)
        .map((one) => `${one.tagName}.${one.className}`)
        .join(', ')}`;
    });
    holds(wide === null, `${name} scrolls sideways: ${wide}`);
  }

  async shot(name, { full = true } = {}) {
    if (!shots) return;
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({ path: join(shots, `${name}.png`), fullPage: full, animations: 'disabled' });
  }

  /** Ends the visit; throws what the browser complained about. */
  async close() {
    await this.context.close();
    const faults = this.faults.filter((fault) => !this.expected.some((pattern) => pattern.test(fault)));
    holds(faults.length === 0, `the browser complained:\n${[...new Set(faults)].slice(0, 8).join('\n')}`);
  }
}

export class Stage {
  constructor(demo, browser) {
    this.demo = demo;
    this.browser = browser;
  }

  async visit({ viewport = desktop, language = 'fr', scheme = 'light', cookie } = {}) {
    const context = await this.browser.newContext({
      viewport,
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      colorScheme: scheme,
      reducedMotion: 'reduce',
      hasTouch: viewport.width < 500,
    });
    context.setDefaultTimeout(patience);
    if (cookie) {
      const [name, value] = cookie.split(';')[0].split('=');
      await context.addCookies([{ name, value, url: this.demo.base, httpOnly: true, sameSite: 'Lax' }]);
    }
    await context.addInitScript((code) => {
      // A page that belongs to nobody has nowhere to keep it.
      if (location.protocol === 'about:') return;
      if (!localStorage.getItem('settle.language')) localStorage.setItem('settle.language', code);
    }, language);
    return new Visit(this.demo, context, await context.newPage());
  }

  /**
   * Runs a scenario in a browser of its own. On a loaded CI machine a browser is now and then slower than a scenario
   * thinks: there, and only there, one that fails is played once more, from its beginning. The first failure is printed
   * all the same, as UNSTEADY, and is to be mended; a second one counts.
   */
  async scenario(options, body) {
    try {
      return await this.play(options, body);
    } catch (error) {
      if (!process.env.CI) throw error;
      console.log(`UNSTEADY  the scenario below failed, and is played once more\n${told(error)}`);
      return this.play(options, body);
    }
  }

  /** Plays it once, and takes a picture when it fails. */
  async play(options, body) {
    const visit = await this.visit(options);
    let failure;
    try {
      await body(visit);
    } catch (error) {
      failure = error;
      failure.message += `\nat ${visit.page.url()}`;
      await visit.shot(`failed-${Date.now()}`).catch(() => undefined);
    }
    try {
      await visit.close();
    } catch (error) {
      failure ??= error;
      if (failure !== error) failure.message += `\n${error.message}`;
    }
    if (failure) throw failure;
  }
}
