import { Box, Text, useInput } from "ink";
import { type ReactNode, useSyncExternalStore } from "react";
import { keyNameOf, keysOf } from "./key-names.ts";
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
    if (name === input) for (const one of keysOf(input)) store.press(one);
    else store.press(name);
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
