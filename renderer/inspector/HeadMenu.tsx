// What can be done to the part as a whole, behind the three dots at its name.
import { Ellipsis } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

export interface Deed {
  readonly words: string;
  readonly does: () => void;
}

/** A list under a heading opens to the side. */
export interface DeedList {
  readonly words: string;
  readonly deeds: readonly Deed[];
}

export function HeadMenu({ label, deeds }: { readonly label: string; readonly deeds: readonly (Deed | DeedList)[] }) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button icon small end" aria-label={label} title={label}>
        <Ellipsis size={15} strokeWidth={1.75} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {deeds.map((deed) =>
            'does' in deed ? (
              <DropdownMenu.Item key={deed.words} className="menu-item" onSelect={deed.does}>
                {deed.words}
              </DropdownMenu.Item>
            ) : (
              <DropdownMenu.Sub key={deed.words}>
                <DropdownMenu.SubTrigger className="menu-item">{deed.words}</DropdownMenu.SubTrigger>
                <DropdownMenu.Portal>
                  <DropdownMenu.SubContent className="menu" collisionPadding={8}>
                    {deed.deeds.map(({ words, does }) => (
                      <DropdownMenu.Item key={words} className="menu-item" onSelect={does}>
                        {words}
                      </DropdownMenu.Item>
                    ))}
                  </DropdownMenu.SubContent>
                </DropdownMenu.Portal>
              </DropdownMenu.Sub>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
