import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type Offer = Schemas['Offer'];
export type Plan = Offer['plans'][number];
export type PlanItem = Plan['items'][number];
export type Item = Offer['items'][number];
export type Cycle = Schemas['Cycle'];
export type Quantities = Schemas['Quantities'];
export type Wanted = Schemas['Wanted'];
export type Subscription = Schemas['Subscription'];
export type Preview = Schemas['Preview'];
export type Amounts = Schemas['Amounts'];
export type Line = Schemas['Line'];
export type Change = Schemas['Change'];
export type Customer = Schemas['Customer'];
export type BillingInput = Schemas['BillingInput'];
export type TaxNumberVerdict = Schemas['TaxNumberVerdict'];
export type Invoice = Schemas['Invoice'];
export type Party = Schemas['Party'];
export type PaymentMethod = Schemas['PaymentMethod'];
export type Entitlements = Schemas['Entitlements'];
export type StaffRequest = Schemas['Request'];
export type NewRequest = Schemas['NewRequest'];
export type ProblemBody = Schemas['Problem'];
export type Draft = Schemas['Draft'];
export type DraftInput = Schemas['DraftInput'];
