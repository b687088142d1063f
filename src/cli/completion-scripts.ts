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

/**
 * Bash takes `:` and `=` for the ends of words, and replaces only what comes after the last of them. So the script reads
 * the line itself, with its quotes, and offers the rest of each key, quoted in the same way.
 */
const BASH_FUNCTIONS =
  String.raw`# Reads the line up to the cursor: its words without quotes, the quote that is open, and the part of
# the last word that stays in the line.
_kv_read() {
  local line=@{COMP_LINE:0:COMP_POINT} at char next
  words=() word='' kept='' quote='' started=''
  for (( at = 0; at < @{#line}; at++ )); do
    char=@{line:at:1} next=@{line:at+1:1}
    if [[ $quote == "'" ]]; then
      if [[ $char == "'" ]]; then quote=''; else word+=$char; fi
    elif [[ $char == \\ && ( -z $quote || $_kv_special == *"$next"* ) ]]; then
      word+=$next started=1
      (( ++at ))
    elif [[ -n $quote ]]; then
      if [[ $char == "$quote" ]]; then quote=''; else word+=$char; fi
    elif [[ $char == "'" || $char == '"' ]]; then
      quote=$char kept=$word started=1
    elif [[ $char == ' ' || $char == $'\t' ]]; then
      if [[ -n $started ]]; then words+=("$word"); fi
      word='' kept='' started=''
    else
      word+=$char started=1
      if [[ $COMP_WORDBREAKS == *"$char"* ]]; then kept=$word; fi
    fi
  done
}

# What a backslash stands before in double quotes.
_kv_special=$'\\"$\x60'

# Offers what is left of a key behind what stays in the line, quoted as the word is.
_kv_offer() {
  local rest=@{1:@{#kept}} text='' at char
  [[ $1 == "$kept"* && -n $rest ]] || return
  case $quote in
    '') printf -v text %q "$rest" ;;
    *) for (( at = 0; at < @{#rest}; at++ )); do
        char=@{rest:at:1}
        if [[ $quote == '"' && $_kv_special == *"$char"* ]]; then text+=\\$char
        elif [[ $quote == "'" && $char == "'" ]]; then text+="'\\''"
        else text+=$char
        fi
      done ;;
  esac
  COMPREPLY+=("$text")
}
`.replaceAll('@{', '${');

export function printBashCompletion(commands: Commands): string {
  return `${BASH_FUNCTIONS}
_kv() {
  local words word kept quote started key flags='' command argument
  COMPREPLY=()
  _kv_read
  argument=\${#words[@]} command=\${words[1]-}
  if (( argument == 1 )); then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$word"))
    return
  fi
  case $command in
${commands.map((command) => `    ${command.name}) flags='${flagsOf(command)} --help' ;;`).join('\n')}
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
    return
  fi
  case $command in
${choosers(commands)
  .map(({ name, words, takesFile }) => {
    const behind = takesFile ? 'compopt -o default 2>/dev/null; ' : '';
    return `    ${name})
      (( argument == 2 )) || { ${behind}return; }
      COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$word")) ;;`;
  })
  .join('\n')}
    ${keyTakers(commands).join('|')})
      (( argument == 2 )) || { compopt -o default 2>/dev/null; return; }
      while IFS= read -r key; do
        _kv_offer "$key"
      done < <(kv __keys "$word" 2>/dev/null) ;;
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
