import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { moveElement } from '../../yaml/yamlRows';
import { catalogName, useForm } from './FormContext';

interface MoveButtonsProps {
  list: string;
  at: number;
  count: number;
  name: string;
  onMoved?: (to: number) => void;
}

/** Up and down; the focus goes with what was moved. */
export function MoveButtons({ list, at, count, name, onMoved }: MoveButtonsProps) {
  const { t } = useTexts();
  const { write, seal } = useForm();
  const say = useToast();
  const move = (by: -1 | 1) => {
    const to = at + by;
    if (to < 0 || to >= count) return;
    seal();
    write(`move/${list}`, catalogName, (text) => moveElement(text, [list], at, by));
    seal();
    onMoved?.(to);
    say(t('catalog_form.moved', { name, position: to + 1, count }));
    requestAnimationFrame(() => {
      document.querySelector<HTMLElement>(`[data-move="${list}/${to}/${by}"]`)?.focus();
    });
  };
  return (
    <span className="catalog-moves">
      {([-1, 1] as const).map((by) => {
        const isEdge = by < 0 ? at === 0 : at === count - 1;
        return (
          <button
            key={by}
            type="button"
            className="button button-quiet"
            data-move={`${list}/${at}/${by}`}
            aria-disabled={isEdge || undefined}
            aria-label={t(by < 0 ? 'catalog_form.move_up' : 'catalog_form.move_down', { name })}
            onClick={() => move(by)}
          >
            {by < 0 ? '↑' : '↓'}
          </button>
        );
      })}
    </span>
  );
}
