import type { ReactNode } from "react";

/** A section with its heading, which names it. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }): ReactNode {
  return (
    <section id={id} className="section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div className="body">{children}</div>
    </section>
  );
}

/** Why a section has nothing to show. */
export function Untold({ children }: { children: ReactNode }): ReactNode {
  return <p className="untold">{children}</p>;
}
