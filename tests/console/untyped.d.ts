// What the practice console and the tests use of two libraries that bring no types: React (as the
// global of its browser build) and qrcode.

declare module 'qrcode' {
  interface Code {
    modules: { size: number; data: Uint8Array };
    version: number;
  }
  export function create(text: string, options?: { errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H'; version?: number }): Code;
  interface Drawing {
    width?: number;
    scale?: number;
    margin?: number;
  }
  export function toDataURL(text: string, options?: Drawing): Promise<string>;
  export function toBuffer(text: string | { data: Uint8Array; mode: 'byte' }[], options?: Drawing): Promise<Buffer>;
}

declare namespace React {
  type Node = Element | string | number | null | undefined | false | Node[];
  interface Element {
    readonly type: unknown;
  }
  type Props = { children?: Node };
  function createElement<P>(
    type: string | ((props: P) => Node),
    props?: (P & { key?: string | number }) | Record<string, unknown> | null,
    ...children: Node[]
  ): Element;
  function useState<T>(initial: T | (() => T)): [T, (next: T) => void];
  function useEffect(effect: () => void | (() => void), on: readonly unknown[]): void;
  function useRef<T>(initial: T | null): { current: T | null };
  function useId(): string;
  const Fragment: (props: Props) => Node;
}

declare namespace ReactDOM {
  function createRoot(at: globalThis.Element): { render(node: React.Node): void };
}
