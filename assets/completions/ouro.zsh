#compdef ouro
# zsh completion for ouro(1)

_ouro() {
    local -a every run check trace report export play list commands kinds
    every=('--python[behave like this CPython]:version:(3.13)' '--lang[language of the texts]:language:'
        '--max-events[stop after so many]:events:' '--help' '--version')
    run=($every '--max-instructions[stop after so many]:instructions:')
    list=($run)
    check=($run '--stats' '--invariants')
    trace=($run '--json' '--events' '--step[only this one]:step:' '--all')
    report=($run '--at[after this step]:step:' '--from[compared with this step]:step:' '--depth[so many references]:depth:'
        '--too-many[at most so many of one object]:objects:' '--all' '--timeline' '-o[the timeline]:picture:_files'
        '--size[of the picture]:WxH:' '--theme[its colours]:theme:(light dark contrast)' '--force' '--json' '--dot')
    play=($every '--step[begin there]:step:' '--theme[colours]:theme:(light dark contrast)' '--fullscreen' '--no-motion')
    export=($every '-o[a file or a folder]:out:_files'
        '--format[of the output]:format:(png svg pdf gif mp4 webm pptx html md tex dot heapsnapshot pytutor)'
        '--steps[some of them]:steps A-B:' '--size[of a picture]:WxH:' '--scale[times as large]:factor:'
        '--theme[colours]:theme:(light dark contrast)' '--look[what is on a picture]:look:(stage slide)'
        '--crop[a part of it]:part:(graph)' '--transparent[no background]'
        '--per[how many pictures]:unit:(step line event)' '--fps[a film]:pictures a second:'
        '--seconds[how long a step stays]:seconds:' '--handout[steps on a page]:steps:(1 2 4 6)'
        '--cheat-sheet[all symbols and keys]' '--force[replace what is there]')
    commands=(play run check trace report export list)
    kinds=(types growth refs backrefs why leaks tool-eye sizes lifetimes ledger profile heap)
    local file='*:scenario:_files -g "*.(json|py)"'

    if (( CURRENT == 2 )); then
        _alternative 'commands:command:(play run check trace report export list help)' \
            'files:scenario:_files -g "*.(json|py)"'
        return
    fi
    case $words[2] in
        help) _arguments '1:command:' "2:command:($commands)" ;;
        run) _arguments '1:command:' $run $file ;;
        check) _arguments '1:command:' $check $file ;;
        trace) _arguments '1:command:' $trace $file ;;
        report) _arguments '1:command:' "2:kind:($kinds)" $report $file ;;
        export) _arguments '1:command:' $export $file ;;
        list) _arguments '1:command:' $list ;;
        *) _arguments $play $file ;;
    esac
}

_ouro "$@"
