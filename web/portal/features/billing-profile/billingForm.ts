import { ApiProblem } from '../../../api/problem';
import type { BillingInput, Customer } from '../../../api/types';

/** The form's values: every field is text, empty when nothing was written. */
export interface BillingValues {
  country: string;
  region: string;
  company: string;
  first_name: string;
  last_name: string;
  email: string;
  line1: string;
  line2: string;
  postal_code: string;
  city: string;
  tax_number: string;
  purchase_order: string;
}

export type BillingField = keyof BillingValues;

/** An edit of the newest values: fields may be filled faster than the page is drawn. */
export type EditBilling = (alter: (present: BillingValues) => BillingValues) => void;

export function valuesOf(customer: Customer): BillingValues {
  const { billing } = customer;
  return {
    country: billing.country ?? '',
    region: billing.region ?? '',
    company: billing.company ?? '',
    first_name: billing.first_name ?? '',
    last_name: billing.last_name ?? '',
    email: billing.email ?? '',
    line1: billing.line1 ?? '',
    line2: billing.line2 ?? '',
    postal_code: billing.postal_code ?? '',
    city: billing.city ?? '',
    tax_number: billing.tax_number?.number ?? '',
    purchase_order: billing.purchase_order ?? '',
  };
}

/** What is sent: trimmed, and an absent VAT number said so explicitly. */
export function inputOf(values: BillingValues): BillingInput {
  const trimmed = Object.fromEntries(
    Object.entries(values).map(([field, text]) => [field, text.trim()]),
  ) as unknown as BillingValues;
  return { ...trimmed, tax_number: trimmed.tax_number || null };
}

export function sameValues(one: BillingValues, other: BillingValues): boolean {
  return (Object.keys(one) as BillingField[]).every(
    (field) => one[field].trim() === other[field].trim(),
  );
}

export type BillingErrors = Partial<Record<BillingField, string>>;

/** What an invoice needs and the service has not got, said below the fields. */
export function missingIn(missing: string[], words: string): BillingErrors {
  return Object.fromEntries(missing.map((field) => [field, words]));
}

/** The field that a refusal is about, with its words. */
export function refusedIn(error: unknown, values: BillingValues): BillingErrors {
  if (!(error instanceof ApiProblem)) return {};
  const field = error.body.field?.split(/[./]/).pop();
  return field && field in values ? { [field]: error.body.detail } : {};
}

/** In the order of the form. */
export function firstWrongOf(errors: BillingErrors): BillingField | undefined {
  return fieldsInOrder.find((field) => errors[field]);
}

const fieldsInOrder: BillingField[] = [
  'country',
  'region',
  'tax_number',
  'company',
  'first_name',
  'last_name',
  'email',
  'line1',
  'line2',
  'postal_code',
  'city',
  'purchase_order',
];

const memory = 'settle.billing';

/** What was typed survives a reload and a new sign-in, in this tab only. */
export function rememberValues(customer: string, values: BillingValues | null): void {
  if (values) sessionStorage.setItem(`${memory}.${customer}`, JSON.stringify(values));
  else sessionStorage.removeItem(`${memory}.${customer}`);
}

export function rememberedValues(customer: string): BillingValues | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(`${memory}.${customer}`) ?? 'null');
    return kept && typeof kept === 'object'
      ? ({ purchase_order: '', ...kept } as BillingValues)
      : undefined;
  } catch {
    return undefined;
  }
}
