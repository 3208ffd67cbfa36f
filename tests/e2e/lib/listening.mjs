// A caller that follows what changes, without a browser.
import { request as httpRequest } from 'node:http';
import { checkAnswer } from './contract.mjs';
import { until } from './runner.mjs';

export class Listening {
  constructor(caller, path) {
    this.events = [];
    this.isOver = false;
    this.rest = '';
    const url = new URL(caller.base);
    this.opened = new Promise((done, fail) => {
      this.request = httpRequest(
        { host: url.hostname, port: url.port, path, headers: caller.headers, agent: false },
        (incoming) => {
          this.status = incoming.statusCode;
          this.headers = incoming.headers;
          incoming.setEncoding('utf8');
          incoming.on('data', (text) => this.read(text));
          incoming.on('close', () => {
            this.isOver = true;
          });
          if (this.status < 400) checkAnswer('GET', path, this.status, incoming.headers['content-type'], '');
          done(this);
        },
      );
      this.request.on('error', (error) => {
        this.isOver = true;
        fail(error);
      });
      this.request.end();
    });
  }

  read(text) {
    const parts = (this.rest + text).split('\n\n');
    this.rest = parts.pop();
    for (const part of parts) {
      const fields = Object.fromEntries(
        part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      if (fields.event) this.events.push({ ...fields, data: JSON.parse(fields.data) });
    }
  }

  /** The next event of this kind. */
  next(kind, { seconds = 10 } = {}) {
    return until(
      `an event “${kind}”`,
      () => {
        const at = this.events.findIndex((one) => one.event === kind);
        return at >= 0 && this.events.splice(0, at + 1)[at];
      },
      { seconds, pause: 10 },
    );
  }

  over({ seconds = 10 } = {}) {
    return until('the stream ends', () => this.isOver, { seconds });
  }

  close() {
    this.request.destroy();
  }
}

/** Opens a stream and takes its first event. */
export async function listen(caller, path) {
  const listening = await new Listening(caller, path).opened;
  if (listening.status !== 200) throw new Error(`GET ${path}: ${listening.status}`);
  listening.ready = (await listening.next('ready')).data;
  return listening;
}
