import type { ReactNode } from 'react';

export interface LedgerColumn {
  title: string;
  isNumber?: boolean;
}

interface LedgerTableProps {
  caption: string;
  /** The first names the row. */
  columns: LedgerColumn[];
  rows: { key: string; cells: ReactNode[] }[];
}

/** A table that becomes cards where there is no room for it. */
export function LedgerTable({ caption, columns, rows }: LedgerTableProps) {
  return (
    <div className="table-scroll">
      <table className="desk-table as-cards">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, place) => {
                const column = columns[place + 1];
                return (
                  <td
                    key={column?.title}
                    data-label={column?.title}
                    className={column?.isNumber ? 'numbers' : undefined}
                  >
                    <span>{cell}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
