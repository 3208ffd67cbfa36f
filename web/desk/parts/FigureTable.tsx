import { Button } from '../../kit/Button';
import { Disclosure } from '../../kit/Disclosure';
import { Icon } from '../../kit/Icon';
import { useTexts } from '../../text/Texts';
import { csvOf } from './csv';

interface FigureTableProps {
  figure: string;
  /** The name of the file. */
  file: string;
  definition: string;
  /** As they are read; the first names the row. */
  columns: string[];
  rows: string[][];
  /** As they are counted with: exact, and without words of a language. */
  exact: (string | number | null)[][];
}

/** What a chart is drawn from, what that means, and the same as a file. */
export function FigureTable({ figure, file, definition, columns, rows, exact }: FigureTableProps) {
  const { t } = useTexts();
  return (
    <Disclosure summary={t('numbers.table', { figure })}>
      <div className="stack">
        <p className="muted">{definition}</p>
        <div className="table-scroll">
          <table className="desk-table as-cards">
            <caption className="visually-hidden">{figure}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row[0]}>
                  <th scope="row">{row[0]}</th>
                  {row.slice(1).map((value, place) => (
                    <td
                      key={columns[place + 1]}
                      data-label={columns[place + 1]}
                      className="numbers"
                    >
                      <span>{value}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div>
          <Button onClick={() => save(`${file}.csv`, csvOf(exact))}>
            <Icon name="download" /> {t('numbers.csv')}
            <span className="visually-hidden"> – {figure}</span>
          </Button>
        </div>
      </div>
    </Disclosure>
  );
}

function save(name: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
