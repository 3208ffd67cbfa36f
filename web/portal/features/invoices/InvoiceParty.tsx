import type { Party } from '../../../api/types';
import { useTexts } from '../../../text/Texts';

interface InvoicePartyProps {
  title: string;
  party: Party;
}

/** A seller or a buyer with its tax numbers. */
export function InvoiceParty({ title, party }: InvoicePartyProps) {
  const { country } = useTexts();
  return (
    <section className="party">
      <h2 className="small muted">{title}</h2>
      <p>
        <strong>{party.name}</strong>
      </p>
      {(party.address ?? []).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {party.country && <p>{country(party.country)}</p>}
      {(party.tax_numbers ?? []).map((tax) => (
        <p key={`${tax.name} ${tax.number}`} className="numbers">
          {tax.name} {tax.number}
        </p>
      ))}
    </section>
  );
}
