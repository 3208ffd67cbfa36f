import { useTexts } from '../../../text/Texts';
import { useForm, useNames } from './FormContext';
import { codesAt } from './formKeys';

export const changes = [
  'start_trial',
  'subscribe',
  'plan',
  'cycle',
  'quantity',
  'cancel',
  'renewal_on',
  'pause',
  'resume',
] as const;
export const directions = ['up', 'down', 'same'] as const;
export const states = [
  'none',
  'trialing',
  'trial_ended',
  'incomplete',
  'active',
  'ending',
  'past_due',
  'paused',
  'ended',
] as const;
export const cycles = ['month', 'quarter', 'year'] as const;
export const outcomes = ['now', 'period_end', 'staff', 'no', 'nothing_to_do'] as const;
export const requests = [
  'demo',
  'custom_plan',
  'pause',
  'cancellation',
  'reduction',
  'non_renewal',
  'payment_problem',
  'refund',
  'billing_correction',
  'seat_exception',
  'reactivation',
  'contact',
] as const;

interface Option {
  value: string;
  text: string;
}

/** What a catalog's words and codes are called in the form; each list in the order in which it is offered. */
export function useWords() {
  const { t } = useTexts();
  const { catalog } = useForm();
  const nameOf = useNames();
  const named = (list: string): Option[] =>
    codesAt(catalog, list).map((code) => {
      const name = nameOf(list === 'roles' ? `roles.${code}` : `${list}.${code}.name`, code);
      return { value: code, text: name === code ? code : `${name} (${code})` };
    });
  const text = (options: Option[]) => (value: string) =>
    options.find((one) => one.value === value)?.text ?? value;
  const lists = {
    changes: changes.map((value) => ({ value, text: t(`catalog_form.change_${value}`) })),
    directions: directions.map((value) => ({ value, text: t(`catalog_form.direction_${value}`) })),
    states: states.map((value) => ({ value, text: t(`subscription_state.${value}`) })),
    cycles: cycles.map((value) => ({ value, text: t(`catalog_form.cycle_${value}`) })),
    outcomes: outcomes.map((value) => ({ value, text: t(`catalog_form.outcome_${value}`) })),
    requests: requests.map((value) => ({ value, text: t(`request_type.${value}`) })),
    plans: named('plans'),
    items: named('items'),
    roles: named('roles'),
  };
  return { ...lists, say: text };
}
