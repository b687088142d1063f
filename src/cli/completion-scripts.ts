export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  /** Long options with their descriptions. */
  readonly options: readonly { readonly flag: string; readonly description: string }[];
  /** What the first argument can be; empty for anything. */
  readonly words: readonly string[];
  /** The first argument is the key of a pair. */
  readonly takesKey: boolean;
  /** Behind the first argument comes a file. */
  readonly takesFile: boolean;
}

type Commands = readonly CommandWords[];

const flagsOf = ({ options }: CommandWords) => options.map(({ flag }) => flag).join(' ');
const keyTakers = (commands: Commands) => commands.filter(({ takesKey }) => takesKey).map(({ name }) => name);
const choosers = (commands: Commands) => commands.filter(({ words }) => words.length > 0);
const quote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

export function printBashCompletion(commands: Commands): string {
  return `_kv() {
  local cur=\${COMP_WORDS[COMP_CWORD]} flags='' key
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$cur"))
    return
  fi
  case \${COMP_WORDS[1]} in
${commands.map((command) => `    ${command.name}) flags='${flagsOf(command)} --help' ;;`).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
    return
  fi
  case \${COMP_WORDS[1]} in
${choosers(commands)
  .map(({ name, words, takesFile }) => {
    const behind = takesFile ? 'compopt -o default 2>/dev/null; ' : '';
    return `    ${name})
      (( COMP_CWORD == 2 )) || { ${behind}return; }
      COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")) ;;`;
  })
  .join('\n')}
    ${keyTakers(commands).join('|')})
      (( COMP_CWORD == 2 )) || { compopt -o default 2>/dev/null; return; }
      while IFS= read -r key; do
        COMPREPLY+=("$(printf '%q' "$key")")
      done < <(kv __keys "$cur" 2>/dev/null)
      # Bash starts a new word at a colon, so the text before it must not be inserted again.
      if declare -F __ltrim_colon_completions >/dev/null; then __ltrim_colon_completions "$cur"; fi ;;
  esac
}
complete -F _kv kv
`;
}

export function printZshCompletion(commands: Commands): string {
  const described = commands.map(({ name, summary }) => quote(`${name}:${summary.replaceAll(':', '\\:')}`));
  return `#compdef kv
_kv() {
  local -a commands keys
  if (( CURRENT == 2 )); then
    commands=(
${described.map((entry) => `      ${entry}`).join('\n')}
    )
    _describe command commands
    return
  fi
  if [[ \${words[CURRENT]} == -* ]]; then
    case \${words[2]} in
${commands.map((command) => `      ${command.name}) compadd -- ${flagsOf(command)} --help ;;`).join('\n')}
    esac
    return
  fi
  case \${words[2]} in
${choosers(commands)
  .map(
    ({ name, words, takesFile }) =>
      `    ${name}) if (( CURRENT == 3 )); then compadd -- ${words.join(' ')}; ${takesFile ? 'else _files; ' : ''}fi ;;`,
  )
  .join('\n')}
    ${keyTakers(commands).join('|')})
      if (( CURRENT == 3 )); then
        keys=(\${(f)"$(kv __keys "\${(Q)words[CURRENT]}" 2>/dev/null)"})
        compadd -a keys
      else
        _files
      fi ;;
  esac
}
compdef _kv kv
`;
}

export function printFishCompletion(commands: Commands): string {
  const lines = ['complete -c kv -f'];
  for (const { name, summary, options } of commands) {
    lines.push(`complete -c kv -n __fish_use_subcommand -a ${name} -d ${quote(summary)}`);
    for (const { flag, description } of options) {
      const word = `-l ${flag.slice(2)} -d ${quote(description)}${flag === '--file' ? ' -r -F' : ''}`;
      lines.push(`complete -c kv -n '__fish_seen_subcommand_from ${name}' ${word}`);
    }
  }
  for (const { name, words, takesFile } of choosers(commands)) {
    const isChosen = `__fish_seen_subcommand_from ${words.join(' ')}`;
    lines.push(`complete -c kv -n '__fish_seen_subcommand_from ${name}; and not ${isChosen}' -a '${words.join(' ')}'`);
    if (takesFile) lines.push(`complete -c kv -n '__fish_seen_subcommand_from ${name}; and ${isChosen}' -F`);
  }
  const takers = keyTakers(commands).join(' ');
  lines.push(
    `complete -c kv -n '__fish_seen_subcommand_from ${takers}' -a '(kv __keys (commandline -ct) 2>/dev/null)'`,
  );
  return `${lines.join('\n')}\n`;
}
