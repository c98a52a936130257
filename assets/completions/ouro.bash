# bash completion for ouro(1)

_ouro()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local commands="play run check trace report export list"
    local command="" word options="--python --lang --max-events --help --version"
    COMPREPLY=()

    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
            play | run | check | trace | report | export | list) command=$word; break ;;
        esac
    done

    case $previous in
        help) COMPREPLY=($(compgen -W "$commands" -- "$current")); return ;;
        --python) COMPREPLY=($(compgen -W "3.13" -- "$current")); return ;;
        --theme) COMPREPLY=($(compgen -W "light dark contrast" -- "$current")); return ;;
        --per) COMPREPLY=($(compgen -W "step line event" -- "$current")); return ;;
        --crop) COMPREPLY=($(compgen -W "graph" -- "$current")); return ;;
        --handout) COMPREPLY=($(compgen -W "1 2 4 6" -- "$current")); return ;;
        --look) COMPREPLY=($(compgen -W "stage slide" -- "$current")); return ;;
        --format)
            COMPREPLY=($(compgen -W "png svg pdf gif mp4 webm pptx html md tex dot heapsnapshot pytutor" -- "$current"))
            return ;;
        --step | --at | --from | --depth | --too-many | --steps | --size | --scale | --fps | --seconds | --lang) return ;;
        -o)
            compopt -o filenames 2>/dev/null
            COMPREPLY=($(compgen -f -- "$current"))
            return ;;
        --max-events | --max-instructions) return ;;
        report)
            if [[ $current != -* ]]; then
                COMPREPLY=($(compgen -W "types growth refs backrefs why leaks tool-eye sizes lifetimes ledger profile heap" -- "$current"))
                return
            fi ;;
    esac

    case $command in
        run | list) options+=" --max-instructions" ;;
        check) options+=" --max-instructions --stats --invariants" ;;
        trace) options+=" --max-instructions --json --events --step --all" ;;
        report) options+=" --max-instructions --at --from --depth --too-many --all --timeline -o --size --theme --force
            --json --dot" ;;
        export) options+=" -o --format --steps --size --scale --theme --look --crop --transparent --per --fps
            --seconds --handout --cheat-sheet --force" ;;
        play | "") options+=" --step --theme --fullscreen --no-motion" ;;
    esac

    if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
        return
    fi
    [[ -z $command ]] && COMPREPLY=($(compgen -W "$commands help" -- "$current"))
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -d -- "$current") $(compgen -f -X '!*.@(json|py)' -- "$current"))
}
complete -F _ouro ouro
