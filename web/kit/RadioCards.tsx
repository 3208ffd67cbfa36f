import { type ReactNode, useId } from 'react';
import { classes } from './classes';

export interface RadioCard<T extends string> {
  value: T;
  title: ReactNode;
  content?: ReactNode;
  /** Under the card, outside its label: links and buttons that are not the choice itself. */
  below?: ReactNode;
  /** A card that shows something but cannot be chosen. */
  unchoosable?: boolean;
}

interface RadioCardsProps<T extends string> {
  legend: ReactNode;
  legendHidden?: boolean;
  value: T | '';
  cards: RadioCard<T>[];
  onPick: (value: T) => void;
  className?: string;
}

/** Boxes that are radio buttons: a click anywhere chooses, arrows move between them. */
export function RadioCards<T extends string>(props: RadioCardsProps<T>) {
  const { legend, legendHidden, value, cards, onPick, className } = props;
  const name = useId();
  return (
    <fieldset className={classes('radio-cards', className)}>
      <legend className={classes(legendHidden && 'visually-hidden')}>{legend}</legend>
      <div className="radio-cards-grid">
        {cards.map((card, at) => (
          <div
            key={card.value}
            className={classes('radio-card', card.unchoosable && 'unchoosable')}
            data-value={card.value}
          >
            {card.unchoosable ? (
              <div className="radio-card-body">
                <span className="radio-card-title">{card.title}</span>
                {card.content}
              </div>
            ) : (
              <label className="radio-card-body">
                <span className="radio-card-title">
                  <input
                    type="radio"
                    name={name}
                    value={card.value}
                    checked={card.value === value}
                    aria-labelledby={`${name}-${at}-title`}
                    aria-describedby={card.content ? `${name}-${at}-content` : undefined}
                    onChange={() => onPick(card.value)}
                  />
                  <span id={`${name}-${at}-title`}>{card.title}</span>
                </span>
                {card.content && (
                  <span id={`${name}-${at}-content`} className="radio-card-content">
                    {card.content}
                  </span>
                )}
              </label>
            )}
            {card.below && <div className="radio-card-below">{card.below}</div>}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
