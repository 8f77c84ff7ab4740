import type { ReactNode } from "react";

interface ChartProps {
  /** Unique on the page. */
  id: string;
  title: string;
  /** What the drawing says, in sentences. */
  description: string;
  /** Draws the chart so wide, in pixels at its natural size, and says how high it is. */
  draw: (width: number) => { height: number; content: ReactNode };
  /** Text below the drawing: a caption, a table of its figures. */
  children: ReactNode;
}

const widths = { wide: 720, narrow: 330 };

/**
 * A figure with a drawing in two widths, of which style shows the one that fits: letters keep their size on a phone.
 * The hidden one is hidden from screen readers, too.
 */
export function Chart({ id, title, description, draw, children }: ChartProps): ReactNode {
  return (
    <figure>
      {(["wide", "narrow"] as const).map((kind) => {
        const { height, content } = draw(widths[kind]);
        return (
          <svg
            key={kind}
            className={`chart ${kind}`}
            viewBox={`0 0 ${widths[kind]} ${Math.ceil(height)}`}
            role="img"
            aria-labelledby={`${id}-${kind}-title ${id}-${kind}-desc`}
          >
            <title id={`${id}-${kind}-title`}>{title}</title>
            <desc id={`${id}-${kind}-desc`}>{description}</desc>
            {content}
          </svg>
        );
      })}
      <figcaption>{children}</figcaption>
    </figure>
  );
}

/** The figures behind a drawing, to be opened; needs no script. */
export function Behind({ summary, children }: { summary: string; children: ReactNode }): ReactNode {
  return (
    <details>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
