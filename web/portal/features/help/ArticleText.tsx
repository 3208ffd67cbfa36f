import { createElement, type ReactNode } from 'react';
import { LinkTo } from '../../../kit/LinkTo';

const shown = new Set('p h2 h3 h4 h5 h6 ul ol li strong em code pre blockquote br hr'.split(' '));
const leadsSomewhere = /^(https?:\/\/|mailto:|\/portal(\/|$))/;

interface ArticleTextProps {
  html: string;
}

/**
 * The text of an article. The service sends it clean; it is still read here element by element, so
 * that links are the portal's own and nothing but text could ever come through.
 */
export function ArticleText({ html }: ArticleTextProps) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return <div className="article-text">{partsOf(body)}</div>;
}

function partsOf(parent: Node): ReactNode[] {
  return [...parent.childNodes].map((node, at) => partOf(node, at));
}

function partOf(node: Node, at: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  const inside = partsOf(node);
  const href = node.getAttribute('href') ?? '';
  if (name === 'a' && leadsSomewhere.test(href)) {
    return (
      <LinkTo key={at} to={href}>
        {inside}
      </LinkTo>
    );
  }
  if (!shown.has(name)) return inside;
  return createElement(name, { key: at }, ...inside);
}
