import { Box, Text, useInput } from "ink";
import { type ReactNode, useSyncExternalStore } from "react";
import { keyNameOf } from "./key-names.ts";
import { type Look, paintFrameLine } from "./paint.ts";
import type { ExplorerStore } from "./store.ts";

interface ScreenProps {
  store: ExplorerStore;
  look: Look;
  suspend: () => void;
}

/** The explorer's lines as they stand, and its keys. */
export function Screen({ store, look, suspend }: ScreenProps): ReactNode {
  const { lines } = useSyncExternalStore(store.subscribe, store.frame);
  useInput((input, key) => {
    const name = keyNameOf(input, key);
    if (name === "ctrl+z") return suspend();
    // Keys that are pressed fast, and pastes, come as one text.
    if (name === input && store.state.prompt === null) for (const one of input) store.press(one);
    else store.press(name === input ? oneLine(input) : name);
  });
  return (
    <Box flexDirection="column">
      {lines.map((line, at) => (
        <Text key={at} wrap="truncate">
          {paintFrameLine(line, look) || " "}
        </Text>
      ))}
    </Box>
  );
}

/** A paste without what controls. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, " ");
}
