type Tone = 'neutral' | 'good' | 'warning' | 'bad' | 'info';

const tones: Record<string, Tone> = {
  active: 'good',
  trialing: 'info',
  past_due: 'bad',
  paused: 'warning',
  ending: 'warning',
  incomplete: 'warning',
};

/** How urgent a state of a subscription looks. */
export const stateTone = (state: string): Tone => tones[state] ?? 'neutral';
