namespace Crossdock.Canonical.CodeLists;

/// <summary>UN/ECE Recommendation 21 package types, the part parcels and pallets need.</summary>
public static class PackageCodes
{
    /// <summary>The package types we know.</summary>
    public static CodeList All { get; } = CodeList.FromLines("UN/ECE Rec 21", "UN/CEFACT", """
        1A drum, steel
        1G drum, fibre
        2C barrel, wooden
        3A jerrican, steel
        3H jerrican, plastic
        43 bag, super bulk
        4A box, steel
        4C box, natural wood
        4D box, plywood
        4G box, fibreboard
        4H box, plastic
        5H bag, woven plastic
        5M bag, paper
        6P composite packaging, glass receptacle
        7A case, car
        7B case, wooden
        8A pallet, wooden
        8B crate, wooden
        AE aerosol
        AM ampoule
        AP ampoule, protected
        BA barrel
        BB bobbin
        BC bottle crate
        BD board
        BE bundle
        BG bag
        BI bin
        BJ bucket
        BK basket
        BL bale, compressed
        BN bale, not compressed
        BO bottle, not protected, cylindrical
        BR bar
        BT bolt
        BX box
        CA can, rectangular
        CB crate, beer
        CF coffer
        CG cage
        CH chest
        CK cask
        CN container, not otherwise specified
        CO carboy, not protected
        CR crate
        CS case
        CT carton
        CU cup
        CX can, cylindrical
        CY cylinder
        DJ demijohn, not protected
        DR drum
        EN envelope
        FB flexibag
        FC crate, fruit
        FR frame
        FX bag, flexible container
        HG hogshead
        HR hamper
        IN ingot
        IZ ingots in bundle
        JC jerrican, rectangular
        JG jug
        JR jar
        JT jute bag
        JY jerrican, cylindrical
        KG keg
        LG log
        LT lot
        LV lift van
        MB bag, multiply
        MC crate, milk
        MS sack, multi-wall
        NE unpacked
        NT net
        OA pallet, CHEP 40 x 60 cm
        OB pallet, CHEP 80 x 120 cm
        OC pallet, CHEP 100 x 120 cm
        OK block
        OT octabin
        PA packet
        PB pallet, box
        PC parcel
        PE pallet, modular, collars 80 x 120 cm
        PF pen
        PG plate
        PH pitcher
        PI pipe
        PK package
        PL pail
        PN plank
        PO pouch
        PP piece
        PR receptacle, plastic
        PT pot
        PU tray
        PX pallet
        PY plates in bundle
        PZ planks or pipes in bundle
        RD rod
        RG ring
        RL reel
        RO roll
        RT rednet
        SA sack
        SC crate, shallow
        SD spindle
        SE sea-chest
        SH sachet
        SI skid
        SK case, skeleton
        SL slipsheet
        SM sheetmetal
        SO spool
        ST sheet
        SU suitcase
        SV envelope, steel
        SW shrink-wrapped
        SY sleeve
        TB tub
        TC tea-chest
        TD tube, collapsible
        TI tierce
        TK tank, rectangular
        TN tin
        TO tun
        TR trunk
        TS truss
        TU tube
        TY tank, cylindrical
        TZ tubes in bundle
        UC uncaged
        VA vat
        VG bulk, gas
        VI vial
        VK vanpack
        VL bulk, liquid
        VO bulk, solid, large particles
        VP vacuum-packed
        VR bulk, solid, granular particles
        VY bulk, solid, fine particles
        WA intermediate bulk container
        WB wicker bottle
        YA composite packaging, plastic receptacle
        ZZ mutually defined
        """);
}
