import type { Draft, DraftInput } from '../../api/types';

const restBeforeSaving = 500;

/**
 * Brings a person's edits to the service: the newest, once they pause. What the service has is never read
 * over an edit: neither one that waits to be saved, nor one made while the reply was on its way.
 */
export class DraftKeeper {
  private waiting: { timer: ReturnType<typeof setTimeout>; input: DraftInput } | null = null;
  private saving: Promise<unknown> = Promise.resolve();
  private readonly save: (input: DraftInput) => Promise<unknown>;

  constructor(save: (input: DraftInput) => Promise<unknown>) {
    this.save = save;
  }

  keep(input: DraftInput): void {
    this.drop();
    this.waiting = { input, timer: setTimeout(() => this.flush(), restBeforeSaving) };
  }

  /** What waits is not saved any more. */
  drop(): DraftInput | undefined {
    const held = this.waiting;
    if (held) clearTimeout(held.timer);
    this.waiting = null;
    return held?.input;
  }

  /** What waits is saved now. */
  flush(): void {
    const input = this.drop();
    if (input) this.saving = Promise.all([this.saving, this.save(input)]);
  }

  /** Until the service has the newest edits: a later save would bring back what was just ordered. */
  settle(): Promise<unknown> {
    this.flush();
    return this.saving;
  }

  /** The draft as the service has it, or as `known` when that changed meanwhile. */
  async read(fetch: () => Promise<Draft>, known: () => Draft | undefined): Promise<Draft> {
    await this.settle();
    const before = known();
    const found = await fetch();
    const now = known();
    return now !== undefined && now !== before ? now : found;
  }
}
