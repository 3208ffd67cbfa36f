import type { Demo, DemoSlot } from '../../../api/types';
import type { Texts } from '../../../text/Texts';

type Words = Pick<Texts, 't' | 'day'>;

const moment = ({ day, time }: DemoSlot['there'], words: Words) =>
  words.t('demos.moment', { day: words.day(day), time });
const place = (zone: string) => zone.replaceAll('_', ' ');

/** When it is where they are. */
export function slotThere(slot: DemoSlot, words: Words): string {
  return `${moment(slot.there, words)} (${place(slot.there.time_zone)})`;
}

/** When it is here, where that is another time. */
export function slotHere(slot: DemoSlot, words: Words): string | undefined {
  const { there, here } = slot;
  if (there.day === here.day && there.time === here.time) return undefined;
  return `${moment(here, words)} (${place(here.time_zone)})`;
}

export const demoName = ({ first_name, last_name }: Demo) => `${first_name} ${last_name}`.trim();

export function demoTone(state: Demo['state']): 'info' | 'good' | 'bad' | 'warning' {
  if (state === 'won') return 'good';
  if (state === 'lost') return 'bad';
  return state === 'new' ? 'info' : 'warning';
}

export const isOpenDemo = (state: Demo['state']) => state !== 'won' && state !== 'lost';
