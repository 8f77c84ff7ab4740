import type { ReactNode } from "react";
import { printable } from "../escape.ts";
import { pageEn } from "../messages/page.en.ts";
import { pageJa } from "../messages/page.ja.ts";
import { Patterns } from "./patterns.tsx";
import { writePolicy } from "./security-policy.ts";
import { styleSheet } from "./style/style-sheet.ts";

const policy = writePolicy(styleSheet);

interface ShellProps {
  lang: string;
  title: string;
  /** What stands above the content. */
  header: ReactNode;
  /** The tool that made the page. */
  tool: string;
  children: ReactNode;
}

/**
 * A page about its content: everything in one file, without scripts or anything from the net, by a policy that allows no
 * more. The first stop of the keyboard leads to the content.
 */
export function Shell({ lang, title, header, tool, children }: ShellProps): ReactNode {
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style>{styleSheet}</style>
      </head>
      <body>
        <a className="skip" href="#main">
          {(lang === "ja" ? pageJa : pageEn).skip}
        </a>
        <Patterns />
        {header}
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer>{printable(tool, 80)}</footer>
      </body>
    </html>
  );
}
